// What a page holds until its tab is closed, so that a reload or a way back loses nothing. It never leaves the browser.
export function inTab(page, name) {
  const key = `alignmentcard.${name} ${new URL(page?.dataset.pack ?? "", location.href).pathname}`;
  return {
    get() {
      try {
        return JSON.parse(sessionStorage.getItem(key));
      } catch {
        return null;
      }
    },
    // The storage may be switched off or full; what is old then must not come back in the place of what is new.
    put(value) {
      try {
        sessionStorage.removeItem(key);
        sessionStorage.setItem(key, JSON.stringify(value));
      } catch {
        // Only this reload loses it.
      }
    },
  };
}

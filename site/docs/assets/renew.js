// Runs while no page runs the program: lets a new build take over, and asks for the page again when it has.
const registration = await navigator.serviceWorker.getRegistration();
const renewed = registration?.waiting ?? registration?.active;
const look = () => ["activated", "redundant"].includes(renewed?.state ?? "redundant") && location.reload();
renewed?.addEventListener("statechange", look);
registration?.waiting?.postMessage({ take: true });
look();

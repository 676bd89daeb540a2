// What a word with a slip was probably meant to be: for the catalogue, and for the search of the header.

// What stands between two words, in summaries and in what is asked; the index of words is made with the same.
export const APART = /[\s\x00-/:-@[-`{-\xbf\u2000-\u206f\u3000-\u303f]+/;
// Letters from which a word may have one slip, or two; and so many words that it may have been meant to be are taken.
const SHORT = 4;
const LONG = 8;
const LIKE = 3;

// The words of a list that begin most like one that is asked for: one slip apart, or two where it is long.
export function nearest(word, vocabulary) {
  const slips = word.length < SHORT ? 0 : word.length < LONG ? 1 : 2;
  if (!slips) return [];
  const known = vocabulary.filter((one) => one.length >= word.length - slips);
  const far = known.map((one) => apart(word, one, slips));
  const least = far.reduce((low, one) => Math.min(low, one), slips);
  return known.filter((_, n) => far[n] === least).slice(0, LIKE);
}

// How many letters are wrong, missing, too many or changed over between a word and the beginning of another, as far as a
// number of them: optimal string alignment, a row for each letter of the word.
function apart(word, other, most) {
  const end = Math.min(other.length, word.length + most);
  let before = [];
  let above = Array.from({ length: end + 1 }, (_, n) => n);
  for (let i = 1; i <= word.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= end; j += 1) {
      const same = word[i - 1] === other[j - 1];
      row[j] = Math.min(above[j - 1] + (same ? 0 : 1), above[j] + 1, row[j - 1] + 1);
      const swapped = i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, above] = [above, row];
  }
  return Math.min(...above);
}

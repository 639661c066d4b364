const anythingElse = /[^\p{L}\p{N}]+/gu;

/**
 * What is left of a text when nothing is in between: full-width and other letters as plain ones (NFKD), lower case, letters,
 * digits and Han alone. "Ｆ ｏ．ó" and "f-o-o" are "foo".
 */
export function bare(text: string): string {
  return text.normalize('NFKD').toLowerCase().normalize('NFKD').replace(anythingElse, '');
}

/** The first of the words that is in one of the texts, however it is spaced or spelled; null when none is. */
export function blockedWordIn(texts: readonly string[], words: readonly string[]): string | null {
  if (words.length === 0) return null;
  const within = texts.map(bare);
  const hit = bareWords(words).findIndex(
    (letters) => letters !== '' && within.some((text) => text.includes(letters)),
  );
  return words[hit] ?? null;
}

const made = new WeakMap<readonly string[], string[]>();

/** The list is the same one for thousands of questions. */
function bareWords(words: readonly string[]): string[] {
  const known = made.get(words) ?? words.map(bare);
  made.set(words, known);
  return known;
}

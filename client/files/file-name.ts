/** A name that Windows, macOS and Linux all take: no path, no reserved letters, at most 240 bytes in Chinese. */
export function fileName(words: readonly string[], extension: string): string {
  const stem = words.map(safe).filter(Boolean).join('-');
  return `${stem || 'yishi'}.${extension}`;
}

function safe(text: string): string {
  const plain = text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the letters that file systems refuse
    .replace(/[\\/:*?"<>|\u0000-\u001F\u007F\u2028\u2029]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  return [...plain].slice(0, 24).join('').trimEnd();
}

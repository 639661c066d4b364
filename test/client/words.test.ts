import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

type Words = { readonly [key: string]: string | Words };
const folder = fileURLToPath(new URL('../../client/i18n', import.meta.url));
const rooms = readdirSync(`${folder}/zh-CN`).map((file) => file.replace(/\.ts$/, ''));

async function words(language: string, room: string): Promise<Map<string, string>> {
  const { default: read } = (await import(`${folder}/${language}/${room}.ts`)) as { default: Words };
  const flat = new Map<string, string>();
  const walk = (part: Words, path: string) => {
    for (const [key, value] of Object.entries(part)) {
      if (typeof value === 'string') flat.set(path + key, value);
      else walk(value, `${path}${key}.`);
    }
  };
  walk(read, '');
  return flat;
}
const plural = /_(?:zero|one|two|few|many|other)$/;
const keys = (flat: Map<string, string>) => new Set([...flat.keys()].map((key) => key.replace(plural, '')));
const blanks = (text: string) =>
  [...new Set([...text.matchAll(/{{\s*(\w+)/g)].map(([, name]) => name))].sort();
const chinese = /[\u3400-\u9fff]/;

describe.each(rooms)('the words of %s', (room) => {
  test('[B47] say the same things in both languages', async () => {
    expect(readdirSync(`${folder}/en`)).toContain(`${room}.ts`);
    const zh = await words('zh-CN', room);
    const en = await words('en', room);
    expect([...keys(zh)].filter((key) => !keys(en).has(key))).toEqual([]);
    expect([...keys(en)].filter((key) => !keys(zh).has(key))).toEqual([]);
  });

  test('[B47] have every form of number that their language counts in', async () => {
    for (const language of ['zh-CN', 'en']) {
      const flat = await words(language, room);
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      for (const key of [...flat.keys()].filter((name) => plural.test(name))) {
        const base = key.replace(plural, '');
        expect([language, base, ...forms.filter((form) => !flat.has(`${base}_${form}`))]).toEqual([
          language,
          base,
        ]);
      }
    }
  });

  test('[B47] fill in the same figures, and none is empty or left in the other language', async () => {
    const zh = await words('zh-CN', room);
    for (const [key, text] of await words('en', room)) {
      expect(text.trim(), key).not.toBe('');
      // The one word of Chinese in English: the name by which the other language is chosen.
      if (!key.startsWith('language.')) expect(chinese.test(text), `${key}: ${text}`).toBe(false);
      const other = zh.get(key) ?? zh.get(`${key.replace(plural, '')}_other`);
      expect(blanks(text), key).toEqual(blanks(other ?? ''));
    }
    for (const [key, text] of zh) {
      expect(text.trim(), key).not.toBe('');
      // Chinese is set with its own stops and commas.
      expect(text, key).not.toMatch(/[\u3400-\u9fff}][,:;?!]|[,:;?!][\u3400-\u9fff]/);
    }
  });
});

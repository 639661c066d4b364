import { expect, test } from 'vitest';
import en from '../../client/gallery/words/en.ts';
import zh from '../../client/gallery/words/zh-CN.ts';

type Spoken = Map<string, string>;

/** Every sentence there is, as the page would say it with these figures. */
function spoken(words: object, figure: number): Spoken {
  const said: Spoken = new Map();
  const walk = (part: object, path: string) => {
    for (const [name, value] of Object.entries(part)) {
      if (typeof value === 'object') walk(value, `${path}${name}.`);
      else said.set(path + name, typeof value === 'function' ? value(figure, figure) : value);
    }
  };
  walk(words, '');
  return said;
}

test.each([0, 1, 2, 12_345])(
  '[B136] the public page says everything in both languages, also of %i',
  (figure) => {
    const [chinese, english] = [spoken(zh, figure), spoken(en, figure)];
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
    for (const [name, text] of english) {
      expect(text.trim(), name).not.toBe('');
      expect(text, name).not.toMatch(/[\u3400-\u9fff\uff00-\uffef]/);
    }
    for (const [name, text] of chinese) {
      expect(text.trim(), name).not.toBe('');
      // Chinese is set with its own stops and commas.
      expect(text, name).not.toMatch(/[\u3400-\u9fff][,:;?!]/);
    }
  },
);

test('[B136] English counts one as one', () => {
  expect(en.list.fresh(1)).toBe('Show 1 new question');
  expect(en.list.fresh(2)).toBe('Show 2 new questions');
  expect(en.question.supports(1)).toBe('1 person in support');
  expect(en.line.ago(1)).toBe('last update 1 second ago');
});

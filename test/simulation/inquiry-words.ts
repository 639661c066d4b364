import type { Dice } from '../../server/demo/dice.ts';
import { askedByTheWay, type PublicQuestionWords } from '../../server/demo/public-words.ts';
import { masked } from '../../shared/inquiry/personal-data.ts';

/** What a moderator blocks, and how people get round it. */
export const blockedWords = ['代开发票', 'vpn推广'];
const evasions = ['代开发票', '代 开 发 票', '代·开·发·票', 'ＶＰＮ推广', 'v.p.n 推 广'];

/** What somebody sends who means harm, or pastes what came along. */
const hostile: readonly string[] = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '=HYPERLINK("http://evil.example","点我")',
  '\u202e\u2066正过来\u2069读\u200b\u200d',
  `Z${'\u0301\u0302\u0303\u0304\u0305'.repeat(20)}algo`,
  '{"__proto__":{"polluted":true}}',
  'constructor toString __proto__',
  "'; DROP TABLE asks; --",
  '2["gallery:tick",{"epoch":"x","seq":1,"patch":{}}]',
  '第一行\r\n第二行\u2028第三行\u0000\u0007',
  '👨‍👩‍👧‍👦'.repeat(40),
  '问'.repeat(480),
];

/**
 * Every text has a mark of its own, by which it is known again wherever it turns up; what a moderator makes of it keeps
 * the mark and adds to it. So each message can be asked whose texts are in it.
 */
const mark = /〔([0-9a-z]+)((?:\.[0-9a-z]+)*)〕/g;
export const marksIn = (text: string): string[] => text.match(mark) ?? [];
/** Of the text as it was asked first. */
export const rootOfMark = (found: string): string => found.replace(mark, '$1');

export class MarkedWords {
  #made = 0;

  question(dice: Dice): PublicQuestionWords {
    const { text, name } = dice.chance(88)
      ? askedByTheWay(dice)
      : { text: dice.pick(dice.chance(60) ? hostile : evasions), name: null };
    return { text: `${text}〔${this.#next()}〕`, name };
  }

  /** What a moderator puts in its place: numbers masked, and sometimes other words. */
  edited(text: string, dice: Dice): string {
    const clean = masked(text);
    const words = dice.chance(50) ? clean.replace('？', '？（已核）') : clean;
    return words.replace(mark, (_, root: string, more: string) => `〔${root}${more}.${this.#next()}〕`);
  }

  #next(): string {
    return (++this.#made).toString(36);
  }
}

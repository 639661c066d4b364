import { hasVisible } from '../visible.ts';
import { MAX_QUESTION, MAX_QUESTION_UNITS } from './limits.ts';

const lineEnds = /\r\n?|[\u0085\u2028\u2029\v\f]/g;
const controls = /[^\P{Cc}\n\t]|\p{Surrogate}/gu;
/** Not to be seen: zero-width characters, overrides of direction, fillers. Joiner and selectors of emoji are looked at apart. */
const invisible = /(?![\u200d\ufe0e\ufe0f])\p{Default_Ignorable_Code_Point}/gu;
/** An emoji with what belongs to it; without one a joiner or selector is a zero-width character like others. */
const joined =
  /(\p{Extended_Pictographic}[\ufe0e\ufe0f\p{Emoji_Modifier}]?(?:\u200d\p{Extended_Pictographic}[\ufe0e\ufe0f\p{Emoji_Modifier}]?)*|[0-9#*]\ufe0f)|[\u200d\ufe0e\ufe0f]/gu;
/** Letters with towers of marks (zalgo): more than three on one letter are nobody's language. */
const towers = /(\p{M}{3})\p{M}+/gu;

/**
 * What somebody typed or pasted, as it is kept and shown: NFC, line ends as \n and never more than two together, without
 * controls, zero-width characters, changes of direction and towers of marks, trimmed. Doing it again changes nothing.
 */
export function normalisedQuestion(raw: string): string {
  let text = raw;
  // What is taken out can bring together what belongs together: a second pass finds it.
  for (let last = ''; last !== text; ) {
    last = text;
    text = text
      .replace(lineEnds, '\n')
      .replace(controls, '')
      .replace(invisible, '')
      .replace(joined, (_, emoji: string | undefined) => emoji ?? '')
      .normalize('NFC')
      .replace(towers, '$1')
      .split('\n')
      // As a pattern it would be tried from each of a thousand spaces.
      .map((line) => line.trimEnd())
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }
  return text;
}

const segmenter =
  typeof Intl.Segmenter === 'function' ? new Intl.Segmenter('zh', { granularity: 'grapheme' }) : null;

/** How many characters people see in it: 𠮷 is one, a family of emoji is one. */
export function characterCount(text: string): number {
  let count = 0;
  for (const _ of segmenter?.segment(text) ?? text) count++;
  return count;
}

/** Why this cannot be asked, or null. It is looked at as it will be kept; what is far too long is not looked at. */
export function questionFault(raw: string): 'question-empty' | 'question-too-long' | null {
  if (raw.length > MAX_QUESTION_UNITS) return 'question-too-long';
  const text = normalisedQuestion(raw);
  if (!hasVisible(text)) return 'question-empty';
  return characterCount(text) > MAX_QUESTION ? 'question-too-long' : null;
}

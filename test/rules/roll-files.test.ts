import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { rollCsv, rollXlsx } from '../../client/host/roll/roll-files.ts';
import en from '../../client/i18n/en/roll.ts';
import zh from '../../client/i18n/zh-CN/roll.ts';
import { readRollFile } from '../../server/imports/roll/file.ts';
import type { DeputyId } from '../../shared/ids.ts';
import { type Deputy, RollEntry } from '../../shared/roll.ts';
import { planRoll } from '../../shared/roll-plan.ts';
import { deputyId } from './sitting-fixture.ts';
import { cellsOf } from './unzipped.ts';

const words = { zh: { ...zh.field, ...zh.value }, en: { ...en.field, ...en.value } };

/** Whatever a roll may hold; often what spreadsheets and separators stumble over. */
const text = (most: number) =>
  fc
    .oneof(
      fc.constantFrom(
        "=cmd|' /C calc'!A0",
        "'=1",
        "''+1",
        '+86 139',
        '@甲',
        '-5',
        '＝1',
        '井,"渠";\t一',
        '1-2',
        '𠮷䶮',
        '🏳️‍🌈',
        "'",
        '#N/A?',
      ),
      fc.string({ unit: 'grapheme', maxLength: most }),
    )
    .map((text) => RollEntry.shape.seat.safeParse(text).data)
    // write-excel-file looks its texts up in a plain object and writes a damaged workbook for the words that every object has.
    .filter((text): text is string => text !== undefined && !(text in Object.prototype));
const roll = fc
  .uniqueArray(
    fc.record({
      name: text(20),
      delegation: text(20),
      seat: text(20),
      number: fc.option(text(20)),
      phone: fc.option(text(20)),
      standing: fc.constantFrom('entitled' as const, 'nonVoting' as const),
    }),
    { selector: ({ seat }) => seat, minLength: 1, maxLength: 6 },
  )
  .map((list) => {
    const used = new Set<string>();
    const people = list.map(({ number, phone: _, ...who }, at): Deputy => {
      const own = number !== null && !used.has(number) && used.add(number) ? { number } : {};
      return { ...who, ...own, deputyId: deputyId(at + 1) };
    });
    const phones = list.flatMap(({ phone }, at): [DeputyId, string][] =>
      phone ? [[deputyId(at + 1), phone]] : [],
    );
    return { people, phones: new Map(phones) };
  });

/** What importing the file would make of the roll that it was exported from. */
async function again(file: Uint8Array, people: readonly Deputy[], phones: ReadonlyMap<DeputyId, string>) {
  const read = await readRollFile(file);
  if ('reason' in read) throw new Error(`unreadable: ${JSON.stringify(read)}`);
  expect(read.bad).toEqual([]);
  return planRoll({ roll: people, removed: [], phones }, read.rows);
}
const nothing = (people: readonly Deputy[]) => ({
  added: [],
  changed: [],
  restored: [],
  missing: [],
  unchanged: people.length,
});
/** A name of two characters set wide is read as it is written without; Excel's own words for errors are no text. */
const readAsItIs = ({ people }: { people: readonly Deputy[] }) =>
  people.every(({ name }) => !/\p{Script=Han}\s+\p{Script=Han}/u.test(name));

describe.each(['zh', 'en'] as const)('the roll as a file, headed in %s', (language) => {
  test('[B72] CSV comes back as it was, and no cell of it is a formula', async () => {
    await fc.assert(
      fc.asyncProperty(roll.filter(readAsItIs), async ({ people, phones }) => {
        const csv = rollCsv(people, phones, words[language]);
        expect(csv.charCodeAt(0)).toBe(0xfeff);
        const cells = Papa.parse<string[]>(csv.slice(1), { delimiter: ',' }).data.flat();
        expect(cells.filter((cell) => /^[=+\-@\t＝＋－＠]/.test(cell))).toEqual([]);
        expect(await again(Buffer.from(csv), people, phones)).toEqual(nothing(people));
      }),
    );
  });

  test('[B72] xlsx comes back as it was, every cell of it text', async () => {
    await fc.assert(
      fc.asyncProperty(roll.filter(readAsItIs), async ({ people, phones }) => {
        const blob = await rollXlsx('名册', people, phones, words[language]);
        const file = Buffer.from(await blob.arrayBuffer());
        expect(await again(file, people, phones)).toEqual(nothing(people));
        expect(cellsOf(file, 1).get('A1')).toBe(words[language].name);
      }),
      { numRuns: 25 },
    );
  });
});

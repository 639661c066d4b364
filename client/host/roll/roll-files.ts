import type { Deputy } from '../../../shared/roll.ts';
import type { Column } from '../../../shared/roll-preview.ts';
import { csvOf, likeAFormula } from '../../files/csv.ts';

/** What stands above and in the columns, in the language of the desk. */
export type RollWords = Readonly<Record<Column | Deputy['standing'], string>>;

const columns = [
  'name',
  'delegation',
  'seat',
  'number',
  'phone',
  'standing',
] as const satisfies readonly Column[];
/** In characters. */
const widths: Readonly<Record<Column, number>> = {
  name: 14,
  delegation: 26,
  seat: 12,
  number: 16,
  phone: 20,
  standing: 12,
};

function linesOf(
  roll: readonly Deputy[],
  phones: ReadonlyMap<Deputy['deputyId'], string>,
  words: RollWords,
): string[][] {
  return roll.map((deputy) =>
    columns.map((column) => {
      if (column === 'phone') return phones.get(deputy.deputyId) ?? '';
      return column === 'standing' ? words[deputy.standing] : (deputy[column] ?? '');
    }),
  );
}
const headsOf = (words: RollWords) => columns.map((column) => words[column]);

/** The roll as a file that can be imported again and changes nothing then. */
export function rollCsv(...[roll, phones, words]: Parameters<typeof linesOf>): string {
  return csvOf([headsOf(words), ...linesOf(roll, phones, words)]);
}

/** The same as a workbook, every cell of it text: a seat 1-2 is no date. */
export async function rollXlsx(
  sheet: string,
  ...[roll, phones, words]: Parameters<typeof linesOf>
): Promise<Blob> {
  const { default: writeWorkbook } = await import('write-excel-file/universal');
  const { headCell, textCell } = await import('../../files/xlsx-cells.ts');
  // Where an apostrophe marks text, as in CSV, one that is part of the text is doubled: whoever reads takes the first away.
  const kept = (text: string) => (text.startsWith("'") && likeAFormula.test(text) ? `'${text}` : text);
  const data = linesOf(roll, phones, words).map((line) =>
    line.map((text) => (text === '' ? null : textCell(kept(text)))),
  );
  return writeWorkbook([
    {
      sheet,
      data: [headsOf(words).map(headCell), ...data],
      columns: columns.map((column) => ({ width: widths[column] })),
      stickyRowsCount: 1,
    },
  ]).toBlob();
}

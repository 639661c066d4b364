import { MAX_ROLL, RollEntry, type Standing } from '../../../shared/roll.ts';
import { Phone, type RollRow } from '../../../shared/roll-plan.ts';
import { type BadCell, type CellFault, Column, type Unreadable } from '../../../shared/roll-preview.ts';

/** A cell as its file has it. A spreadsheet says what is a number, a date, or a formula that has no result. */
export type Cell = string | number | boolean | Date | null;
/** Marks a formula without a result, or one whose result is an error. */
export const FORMULA_FAILED = '#FORMULA!';

export interface ReadTable {
  lines: number;
  columns: Column[];
  ignored: string[];
  rows: RollRow[];
  bad: BadCell[];
}

/** How far down the headings may stand: a title and a remark often come first. */
export const HEADINGS_WITHIN = 10;
const needed = ['name', 'delegation', 'seat'] as const satisfies readonly Column[];

const headings: Readonly<Record<Column, readonly string[]>> = {
  name: ['姓名', '代表姓名', '名字', 'name', 'fullname', 'deputy'],
  delegation: ['代表团', '代表团名称', '所在代表团', '所属代表团', '代表团组', 'delegation'],
  seat: ['座位', '座位号', '座号', '座次', '席位', '席位号', 'seat', 'seatno', 'seatnumber'],
  number: [
    '代表证号',
    '代表证编号',
    '代表编号',
    '代表证',
    '证号',
    '编号',
    'number',
    'no',
    'deputynumber',
    'cardnumber',
  ],
  phone: [
    '手机',
    '手机号',
    '手机号码',
    '电话',
    '电话号码',
    '联系电话',
    '联系方式',
    'phone',
    'phonenumber',
    'mobile',
    'telephone',
    'tel',
  ],
  standing: ['出席列席', '出席或列席', '列席', '身份', '参会身份', '参会方式', 'standing', 'attendance'],
};
const columnOf = new Map(
  Column.options.flatMap((column) => headings[column].map((heading): [string, Column] => [heading, column])),
);

const standings = new Map<string, Standing>([
  ...['', '出席', '代表', '人大代表', 'entitled', 'deputy', 'voting'].map((word): [string, Standing] => [
    word,
    'entitled',
  ]),
  ...['列席', '列席人员', '列席代表', 'nonvoting', 'attendee', 'nonvotingattendee'].map(
    (word): [string, Standing] => [word, 'nonVoting'],
  ),
]);

/** Letters and figures alone: `座位 (号)` and `Non-voting` are found whatever stands between. */
const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

interface Head {
  at: number;
  columns: ReadonlyMap<Column, number>;
  ignored: string[];
}

/** Reads the table under its headings. Every line is a row or has its faults; blank lines are nothing. */
export function readTable(cells: readonly (readonly Cell[])[]): ReadTable | Unreadable {
  const head = findHead(cells);
  if ('reason' in head) return head;
  const below = cells
    .map((row, at) => ({ row, line: at + 1 }))
    .slice(head.at + 1)
    .filter(({ row }) => row.some((cell) => plain(cell) !== ''));
  if (below.length === 0) return { reason: 'empty' };
  if (below.length > MAX_ROLL) return { reason: 'tooManyLines', lines: below.length, limit: MAX_ROLL };
  const read = below.map(({ row, line }) => readLine(row, line, head.columns));
  const bad = [...read.flatMap(({ bad }) => bad), ...takenTwice(read.map(({ row }) => row))];
  bad.sort((a, b) => a.line - b.line);
  return {
    lines: below.length,
    columns: [...head.columns.keys()],
    ignored: head.ignored,
    rows: bad.length > 0 ? [] : read.map(({ row }) => row as RollRow),
    bad,
  };
}

/** The headings are the line that has most of them. */
function findHead(cells: readonly (readonly Cell[])[]): Head | Unreadable {
  const lines = cells
    .slice(0, HEADINGS_WITHIN)
    .map((row, at) => ({ at, texts: row.map((cell) => plain(cell)) }));
  const known = ({ texts }: (typeof lines)[number]) =>
    new Set(texts.flatMap((text) => columnOf.get(bare(text)) ?? [])).size;
  const filled = lines.filter(({ texts }) => texts.some((text) => text !== ''));
  const best = filled.reduce<(typeof lines)[number] | null>(
    (best, one) => (best && known(best) >= known(one) ? best : one),
    null,
  );
  if (!best) return { reason: 'empty' };
  const columns = new Map<Column, number>();
  const ignored: string[] = [];
  const found = best.texts
    .filter((text) => text !== '')
    .map(shown)
    .slice(0, 50);
  for (const [at, text] of best.texts.entries()) {
    const column = columnOf.get(bare(text));
    if (column && columns.has(column)) return { reason: 'headingTwice', column, found };
    if (column) columns.set(column, at);
    else if (text !== '') ignored.push(shown(text));
  }
  const missing = needed.filter((column) => !columns.has(column));
  return missing.length > 0 ? { reason: 'headings', missing, found } : { at: best.at, columns, ignored };
}

type HalfRow = Partial<RollRow> & { line: number };

function readLine(
  row: readonly Cell[],
  line: number,
  columns: ReadonlyMap<Column, number>,
): { row: HalfRow; bad: BadCell[] } {
  const read: HalfRow = { line };
  const bad: BadCell[] = [];
  for (const [column, at] of columns) {
    const cell = row[at] ?? null;
    const value = readCell(column, cell);
    if ('fault' in value) bad.push({ line, column, fault: value.fault, text: shown(plain(cell)) });
    else Object.assign(read, { [column]: value.text });
  }
  return { row: read, bad };
}

const texts = { ...RollEntry.shape, phone: Phone };

function readCell(column: Column, cell: Cell): { text: string | null } | { fault: CellFault } {
  if (cell instanceof Date) return { fault: 'date' };
  if (typeof cell === 'boolean') return { fault: 'formula' };
  if (typeof cell === 'number' && !Number.isSafeInteger(cell)) return { fault: 'number' };
  const text = tidied(column, plain(cell));
  if (/^#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|FORMULA!)$/.test(text))
    return { fault: 'formula' };
  if (column === 'standing') {
    const standing = standings.get(bare(text));
    return standing ? { text: standing } : { fault: 'standing' };
  }
  if (text === '') return needed.some((one) => one === column) ? { fault: 'missing' } : { text: null };
  const parsed = texts[column].safeParse(text);
  if (parsed.success) return { text: parsed.data ?? null };
  return { fault: parsed.error.issues.some(({ code }) => code === 'too_big') ? 'tooLong' : 'control' };
}

/** Without what was put there for the eye or for the spreadsheet. */
function tidied(column: Column, text: string): string {
  // An apostrophe keeps a spreadsheet from taking the rest for a formula; our own files are written with it.
  const own = text.replace(/^'(?='*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/, '').trim();
  // Names of two characters are often set as wide as those of three.
  return column === 'name' ? own.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '') : own;
}

function plain(cell: Cell): string {
  if (cell === null) return '';
  return (cell instanceof Date ? cell.toISOString() : String(cell)).trim();
}

/** As it can be shown: short, and with a sign for what has no glyph. */
function shown(text: string): string {
  const visible = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Surrogate}]/gu, '\uFFFD');
  const letters = [...visible];
  return letters.length > 60 ? `${letters.slice(0, 60).join('')}…` : visible;
}

/** A seat or number that an earlier line has. */
function takenTwice(rows: readonly HalfRow[]): BadCell[] {
  return (['seat', 'number'] as const).flatMap((column) => {
    const first = new Map<string, number>();
    return rows.flatMap((row): BadCell[] => {
      const text = row[column];
      if (!text) return [];
      const other = first.get(text);
      if (other === undefined) first.set(text, row.line);
      return other === undefined ? [] : [{ line: row.line, column, fault: 'taken', text, other }];
    });
  });
}

import Papa from 'papaparse';
import { CandidateProject } from '../../../shared/ballot/paper.ts';
import { type Faults, faultsOf } from './faults.ts';
import type { MoneyUnit } from './money-text.ts';
import { blankProject, type ProjectRow, projectFrom } from './paper-draft.ts';

type Column = Exclude<keyof ProjectRow, 'key'>;

/** The order of the columns where the first line does not name them. */
const columnOrder: readonly Column[] = ['title', 'description', 'investment', 'department', 'finishDate'];

export interface PastedLine {
  /** As a person counts lines, from 1. */
  number: number;
  raw: string;
  row: ProjectRow;
  faults: Faults;
  /** More cells than there are columns: which of them would be lost is not ours to say. */
  cells: number | null;
}
export interface Pasted {
  /** The first line where it names the columns; it stays above the lines that are not taken over. */
  header: string | null;
  /** Named columns that a paper does not have. */
  ignored: readonly string[];
  unit: MoneyUnit;
  lines: readonly PastedLine[];
}

const names: readonly [Column | 'number', RegExp][] = [
  ['number', /^(?:序号|编号|no\.?|#)$/i],
  ['investment', /投资|金额|经费|investment|amount|cost/i],
  ['department', /单位|部门|department/i],
  ['finishDate', /时间|日期|期限|时限|finish|date|deadline/i],
  ['description', /内容|说明|简介|描述|description|details/i],
  ['title', /名称|项目|标题|title|project|name/i],
];

/** Lines as a spreadsheet puts them on the clipboard: cells between tabs, cells with line breaks in quotes. */
export function readPasted(text: string, unit: MoneyUnit): Pasted {
  const rows = cellsOf(text);
  const first = rows[0] ?? [];
  const named = first.map(columnNamed);
  const isHeader =
    named.includes('title') &&
    new Set(named.filter((name) => name !== null)).size >= 2 &&
    !first.some((cell) => /^[\d.,]+$/.test(cell));
  const body = isHeader ? rows.slice(1) : rows;
  const columns = isHeader ? named : unnamedColumns(body);
  const moneyHead = first[named.indexOf('investment')] ?? '';
  const moneyUnit = isHeader ? unitNamed(moneyHead, unit) : unit;
  return {
    header: isHeader ? rawOf(first) : null,
    ignored: isHeader ? first.filter((cell, at) => cell !== '' && named[at] === null) : [],
    unit: moneyUnit,
    lines: body.flatMap((cells, at) =>
      cells.every((cell) => cell === '')
        ? []
        : [lineFrom(cells, columns, moneyUnit, at + (isHeader ? 2 : 1), isHeader)],
    ),
  };
}

function lineFrom(
  cells: readonly string[],
  columns: readonly (Column | 'number' | null)[],
  unit: MoneyUnit,
  number: number,
  named: boolean,
): PastedLine {
  const row = blankProject();
  for (const [at, column] of columns.entries()) {
    if (column !== null && column !== 'number') row[column] = cells[at] ?? '';
  }
  return {
    number,
    raw: rawOf(cells),
    row,
    faults: faultsOf(CandidateProject, projectFrom(row, unit, 'P01')),
    cells: !named && cells.slice(columns.length).some((cell) => cell !== '') ? cells.length : null,
  };
}

/** A quote at the head of a cell that nobody closed is a quote, not the begin of a long cell. */
function cellsOf(text: string): string[][] {
  const plain = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  const quoted = Papa.parse<string[]>(plain, { delimiter: '\t', newline: '\n' });
  const rows = quoted.errors.some(({ type }) => type === 'Quotes')
    ? plain.split('\n').map((line) => line.split('\t'))
    : quoted.data;
  return rows.map((cells) => cells.map((cell) => cell.trim()));
}

function rawOf(cells: readonly string[]): string {
  return Papa.unparse([cells as string[]], { delimiter: '\t', newline: '\n' });
}

function columnNamed(cell: string): Column | 'number' | null {
  if (cell.length > 16) return null;
  return names.find(([, pattern]) => pattern.test(cell))?.[0] ?? null;
}

/** A first column that only counts is no title. */
function unnamedColumns(rows: readonly (readonly string[])[]): readonly (Column | 'number')[] {
  const filled = rows.filter((cells) => cells.some((cell) => cell !== ''));
  const counted =
    filled.length > 0 &&
    filled.every(([first = '', next = '']) => /^\d{1,3}[.、]?$/.test(first) && next !== '');
  return counted ? ['number', ...columnOrder] : columnOrder;
}

function unitNamed(head: string, otherwise: MoneyUnit): MoneyUnit {
  if (head.includes('万')) return 'wan';
  return head.includes('元') || /yuan|cny/i.test(head) ? 'yuan' : otherwise;
}

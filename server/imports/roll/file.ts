import Papa from 'papaparse';
import type { RollPreview, Unreadable } from '../../../shared/roll-preview.ts';
import { type Cell, type ReadTable, readTable } from './table.ts';
import { NoWorkbook, readSheets } from './workbook.ts';

export type ReadRoll = ReadTable & { format: RollPreview['format'] };

const starts = (bytes: Uint8Array, ...first: number[]) => first.every((byte, at) => bytes[at] === byte);

/** Reads the file of a roll by what is in it, whatever its name says. */
export async function readRollFile(bytes: Uint8Array): Promise<ReadRoll | Unreadable> {
  if (bytes.length === 0) return { reason: 'empty' };
  if (starts(bytes, 0x50, 0x4b)) return readXlsx(bytes);
  // A compound document: Excel up to 2003, or a workbook with a password.
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return {
      reason: Buffer.from(bytes).includes('E\0n\0c\0r\0y\0p\0t', 0, 'latin1') ? 'locked' : 'oldExcel',
    };
  const decoded = decode(bytes);
  return 'reason' in decoded ? decoded : read(decoded.format, readTable(cellsOf(decoded.text)));
}

async function readXlsx(bytes: Uint8Array): Promise<ReadRoll | Unreadable> {
  try {
    const tables = (await readSheets(bytes)).map(readTable);
    // The sheet that is a roll; where none is, what is wrong with the first that has anything.
    const table =
      tables.find((one) => !('reason' in one)) ??
      tables.find((one) => 'reason' in one && one.reason !== 'empty') ??
      tables[0];
    return table ? read('xlsx', table) : { reason: 'empty' };
  } catch (error) {
    if (error instanceof NoWorkbook) return error.unreadable;
    throw error;
  }
}

function read(format: RollPreview['format'], table: ReadTable | Unreadable): ReadRoll | Unreadable {
  return 'reason' in table ? table : { ...table, format };
}

/** UTF-8 if it is that to the last byte, else the GB18030 that Chinese spreadsheets save. */
function decode(bytes: Uint8Array): { text: string; format: RollPreview['format'] } | Unreadable {
  const utf16 = starts(bytes, 0xff, 0xfe) ? 'utf-16le' : starts(bytes, 0xfe, 0xff) ? 'utf-16be' : null;
  if (!utf16 && bytes.includes(0)) return { reason: 'notATable' };
  for (const label of utf16 ? [utf16] : ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(label, { fatal: true }).decode(bytes);
      if (text.includes('\0')) return { reason: 'notATable' };
      return { text, format: utf16 ? 'utf-16' : label === 'utf-8' ? 'utf-8' : 'gb18030' };
    } catch {
      // The next one.
    }
  }
  return { reason: 'encoding' };
}

function cellsOf(text: string): Cell[][] {
  return Papa.parse<string[]>(text, { delimitersToGuess: [',', '\t', ';', '\uFF0C'] }).data;
}

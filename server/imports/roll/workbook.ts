import { crc32 } from 'node:zlib';
import { zipSync } from 'fflate';
import readWorkbook from 'read-excel-file/universal';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { MAX_ROLL } from '../../../shared/roll.ts';
import type { Unreadable } from '../../../shared/roll-preview.ts';
import { type Cell, FORMULA_FAILED, HEADINGS_WITHIN } from './table.ts';

/** More than any roll: five thousand people are two megabytes of XML. */
const limits = { entries: 1000, entryBytes: 32_000_000, totalBytes: 48_000_000 } as const;

/** No roll can be read from it, and why. */
export class NoWorkbook extends Error {
  override name = 'NoWorkbook';
  readonly unreadable: Unreadable;
  constructor(unreadable: Unreadable, why: string) {
    super(why);
    this.unreadable = unreadable;
  }
}

const tooComplex = (why: string) => new NoWorkbook({ reason: 'tooComplex' }, why);
const damaged = (why: string) => new NoWorkbook({ reason: 'damaged' }, why);

/**
 * The cells of each sheet. The archive is unpacked here, as far as it is XML and within limits that are held against
 * what it says of itself and against what comes out; the reader gets only what has passed.
 */
export async function readSheets(file: Uint8Array): Promise<Cell[][][]> {
  const parts = await unpack(Buffer.from(file.buffer, file.byteOffset, file.byteLength));
  const safe = zipSync(
    Object.fromEntries(
      [...parts].map(([name, bytes]) => [name, isSheet(name) ? checkedSheet(bytes) : bytes]),
    ),
    { level: 0 },
  );
  try {
    const sheets = await readWorkbook(safe.buffer as ArrayBuffer);
    return sheets.map(({ data }) => data as unknown as Cell[][]);
  } catch (error) {
    throw damaged((error as Error).message);
  }
}

async function unpack(archive: Buffer): Promise<Map<string, Uint8Array>> {
  const parts = new Map<string, Uint8Array>();
  let total = 0;
  try {
    const zip = await fromBufferPromise(archive, { validateEntrySizes: true });
    if (zip.entryCount > limits.entries) throw tooComplex(`${zip.entryCount} entries`);
    for await (const entry of zip.eachEntry()) {
      const { fileName, uncompressedSize } = entry;
      if (!/\.(?:xml|rels)$/.test(fileName)) continue;
      total += uncompressedSize;
      if (uncompressedSize > limits.entryBytes || total > limits.totalBytes)
        throw tooComplex(`${fileName} of ${uncompressedSize} bytes`);
      if (parts.has(fileName)) throw damaged(`${fileName} stands twice`);
      parts.set(fileName, await inflate(zip, entry));
    }
  } catch (error) {
    if (error instanceof NoWorkbook) throw error;
    throw damaged((error as Error).message);
  }
  if (!parts.has('xl/workbook.xml')) throw new NoWorkbook({ reason: 'notATable' }, 'no workbook');
  return parts;
}

/** yauzl ends the stream with an error at the first byte over the size that was declared. */
async function inflate(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  if (entry.isEncrypted()) throw new NoWorkbook({ reason: 'locked' }, `${entry.fileName} is encrypted`);
  const chunks: Buffer[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  if (crc32(bytes) !== entry.crc32) throw damaged(`${entry.fileName} has another checksum`);
  return bytes;
}

const isSheet = (name: string) => /^xl\/worksheets\/[^/]+\.xml$/.test(name);

/** Rows with anything in them: a spreadsheet may have formatted a million more. */
function filledRows(xml: string): number {
  let count = 0;
  let counted = true;
  for (const [, tag] of xml.matchAll(/<(row|v|t)\b/g)) {
    if (tag !== 'row' && !counted) count++;
    counted = tag !== 'row';
  }
  return count;
}

/** Addresses beyond those of a spreadsheet would make the reader fill memory with empty cells. */
const beyond = /\sr="(?:[A-Z]{4,}\d*|[A-Z]*\d{8,})"/;

/**
 * The reader takes a formula's error for an empty cell and gives up on a whole file over a formula that was never
 * calculated: here they become words that stand in their cell. Too many rows are counted before they are read.
 */
function checkedSheet(sheet: Uint8Array): Uint8Array {
  const xml = Buffer.from(sheet.buffer, sheet.byteOffset, sheet.byteLength).toString('utf8');
  if (beyond.test(xml)) throw damaged('an address beyond the sheet');
  const filled = filledRows(xml);
  if (filled > MAX_ROLL + HEADINGS_WITHIN)
    throw new NoWorkbook({ reason: 'tooManyLines', lines: filled - 1, limit: MAX_ROLL }, `${filled} rows`);
  const marked = xml
    .replace(/(<c\b[^>]*\st=")e(")/g, '$1str$2')
    .replace(
      /<c\b([^>]*)>\s*<f\b[^>]*(?:\/>|>[^<]*<\/f>)\s*(?:<v\s*\/>|<v><\/v>)?\s*<\/c>/g,
      (_, attributes: string) =>
        `<c${attributes.replace(/\s[ts]="[^"]*"/g, '')} t="str"><v>${FORMULA_FAILED}</v></c>`,
    );
  return Buffer.from(marked, 'utf8');
}

import { beforeAll, describe, expect, test } from 'vitest';
import type { SittingId } from '../../shared/ids.ts';
import { MAX_ROLL_FILE, type RollPreview, type Unreadable } from '../../shared/roll-preview.ts';
import { toGb18030 } from '../fixtures/gb18030.ts';
import { type CellXml, lying, spoilt, workbookOf, workbookWith, zipOf } from '../fixtures/workbook.ts';
import { blame, houseForThisFile, type Sent } from './hall-fixture.ts';
import { type File, RollFiles } from './roll-files.ts';

const house = houseForThisFile({ present: 3 });
const files = new RollFiles(house);
let sittingId: SittingId;
beforeAll(async () => {
  sittingId = await files.newSitting();
});
const preview = (file: File) => files.preview(file, sittingId);
const unreadable = (file: File) => files.unreadable(file, sittingId);
const upload = (file: File, { of = sittingId, ...sent }: Partial<Sent> & { of?: SittingId } = {}) =>
  files.upload(file, of, sent);

const head = '姓名,代表团,座位号';
const people = '张明,城关区代表团,1-1\n𠮷田䶮,七里河区代表团,2-1';
const csv = `${head}\n${people}\n`;
const added = ({ plan, bad }: RollPreview) => [
  bad,
  plan?.added.map(({ entry }) => Object.values(entry).join(' ')),
];
const bothAdded = [[], ['张明 城关区代表团 1-1 entitled', '𠮷田䶮 七里河区代表团 2-1 entitled']];
const bad = async (file: File) =>
  (await preview(file)).bad.map(({ line, column, fault, other }) => [
    line,
    column,
    fault,
    ...(other ? [other] : []),
  ]);
const sheet = (...rows: CellXml[][]) => workbookOf([['姓名', '代表团', '座位号', '代表证号'], ...rows]);

describe('[B70] a roll is read', () => {
  test.each<[string, RollPreview['format'], () => File]>([
    ['UTF-8', 'utf-8', () => csv],
    ['UTF-8 with a byte order mark', 'utf-8', () => `\uFEFF${csv}`],
    ['GB18030', 'gb18030', () => toGb18030(csv)],
    [
      'the Unicode text of Excel',
      'utf-16',
      () => Buffer.from(`\uFEFF${csv.replaceAll(',', '\t')}`, 'utf16le'),
    ],
    ['lines that end as in Windows', 'utf-8', () => csv.replaceAll('\n', '\r\n')],
    ['full-width commas', 'utf-8', () => csv.replaceAll(',', '\uFF0C')],
    ['semicolons', 'utf-8', () => csv.replaceAll(',', ';')],
    [
      'English headings in another order',
      'utf-8',
      () => 'Seat No.,Name,Delegation\n1-1,张明,城关区代表团\n2-1,𠮷田䶮,七里河区代表团',
    ],
    [
      'a title, blank lines and names set wide',
      'utf-8',
      () => `第十九届代表名册,,\n\n${head}\n张　明,城关区代表团,1-1\n,,\n𠮷田䶮, 七里河区代表团 ,2-1\n\n`,
    ],
    ['xlsx', 'xlsx', () => sheet(...people.split('\n').map((line) => line.split(',')))],
  ])('from %s', async (_, format, file) => {
    const read = await preview(file());
    expect(added(read)).toEqual(bothAdded);
    expect(read).toMatchObject({ format, lines: 2, ignored: [], columns: expect.arrayContaining(['name']) });
  });

  test('with the columns that it has, the others named', async () => {
    const read = await preview(
      '序号,代表证号,姓名,性别,代表团,座位,出席/列席,联系电话\n1,001,张明,男,城关区,1-1,列席,139 0000 0001\n2,,李芳,女,城关区,1-2,,\n',
    );
    expect(read.ignored).toEqual(['序号', '性别']);
    expect(read.plan!.added).toEqual([
      {
        line: 2,
        entry: { name: '张明', delegation: '城关区', seat: '1-1', number: '001', standing: 'nonVoting' },
        phone: '139 0000 0001',
      },
      {
        line: 3,
        entry: { name: '李芳', delegation: '城关区', seat: '1-2', standing: 'entitled' },
        phone: null,
      },
    ]);
  });

  test('with emoji and rare letters as they are, and what begins like a formula as text', async () => {
    const names = ['🏳️‍🌈', "=cmd|' /C calc'!A0", '+1', '@SUM(1)', '买买提·艾力'];
    const read = await preview(`${head}\n${names.map((name, at) => `${name},城关区,${at}`).join('\n')}`);
    expect(read.plan!.added.map(({ entry }) => entry.name)).toEqual(names);
  });

  test('[B70] whole or not at all: every bad line is named with its column and reason', async () => {
    const lines = [
      '张明,城关区,1-1,001,',
      ',城关区,1-2,,',
      '李芳,,1-1,,',
      '王强,城关区,1-4,001,主席',
      `${'长'.repeat(61)},城关区,1-5,,`,
      '赵\u202e静,城关区,1-6,,',
      '钱\u0007进,城关区,1-7,,列席',
      '好人,城关区,1-8,,',
    ];
    const read = await preview(`姓名,代表团,座位号,代表证号,身份\n${lines.join('\n')}`);
    expect(read.plan).toBeNull();
    expect(read.bad).toEqual([
      { line: 3, column: 'name', fault: 'missing', text: '' },
      { line: 4, column: 'delegation', fault: 'missing', text: '' },
      { line: 4, column: 'seat', fault: 'taken', text: '1-1', other: 2 },
      { line: 5, column: 'standing', fault: 'standing', text: '主席' },
      { line: 5, column: 'number', fault: 'taken', text: '001', other: 2 },
      { line: 6, column: 'name', fault: 'tooLong', text: `${'长'.repeat(60)}…` },
      { line: 7, column: 'name', fault: 'control', text: '赵\uFFFD静' },
      { line: 8, column: 'name', fault: 'control', text: '钱\uFFFD进' },
    ]);
  });

  test('from a workbook, where a formula counts as what it came to', async () => {
    const formula = (cell: string) => ({ xml: cell });
    const good = sheet(
      [
        formula('<c @ t="str"><f>A9&amp;B9</f><v>张明</v></c>'),
        '城关区',
        formula('<c @><f>6*2</f><v>12</v></c>'),
        null,
      ],
      ['李芳', '城关区', formula('<c @><v>13</v></c>'), formula('<c @><v>20250001</v></c>')],
    );
    expect(added(await preview(good))).toEqual([
      [],
      ['张明 城关区 12 entitled', '李芳 城关区 13 20250001 entitled'],
    ]);
    const failed = sheet(
      [formula('<c @ t="str"><f>cmd()</f></c>'), '城关区', '1', null],
      [formula('<c @><f>1/0</f><v></v></c>'), '城关区', '2', null],
      ['王强', '城关区', '3', formula('<c @ t="e"><f>VLOOKUP(1,A:B,2)</f><v>#N/A</v></c>')],
      [
        '赵静',
        formula('<c @ t="b"><v>1</v></c>'),
        formula('<c @><v>1.5</v></c>'),
        formula('<c @><v>12345678901234567890</v></c>'),
      ],
    );
    expect(await bad(failed)).toEqual([
      [2, 'name', 'formula'],
      [3, 'name', 'formula'],
      [4, 'number', 'formula'],
      [5, 'delegation', 'formula'],
      [5, 'seat', 'number'],
      [5, 'number', 'number'],
    ]);
  });
});

describe('[B70] what is no roll is answered with what it is', () => {
  const big = (at: number) => [`代表${at}`, '城关区', `${at}`];
  const lines = Array.from({ length: 100_000 }, (_, at) => big(at));

  test.each<[string, () => File, Unreadable]>([
    ['an empty file', () => '', { reason: 'empty' }],
    ['blank lines', () => '\n\n,,\n', { reason: 'empty' }],
    ['headings alone', () => `${head}\n`, { reason: 'empty' }],
    ['a workbook without cells', () => workbookOf([]), { reason: 'empty' }],
    ['a picture', () => Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), { reason: 'notATable' }],
    ['another archive', () => zipOf({ 'word/document.xml': '<w/>' }), { reason: 'notATable' }],
    [
      'an old workbook',
      () => Buffer.from('d0cf11e0a1b11ae1'.padEnd(2000, '0'), 'hex'),
      { reason: 'oldExcel' },
    ],
    ['bytes of no writing', () => Buffer.from('ff81ff20', 'hex'), { reason: 'encoding' }],
    ['a workbook cut off', () => sheet(['张明', '城关区', '1']).slice(0, -300), { reason: 'damaged' }],
    ['a workbook with a byte changed', () => spoilt(sheet(['张明', '城关区', '1'])), { reason: 'damaged' }],
    [
      'no column for seats',
      () => '姓名,代表团,电话\n张明,城关区,139',
      {
        reason: 'headings',
        missing: ['seat'],
        found: ['姓名', '代表团', '电话'],
      },
    ],
    [
      'no headings',
      () => people,
      {
        reason: 'headings',
        missing: ['name', 'delegation', 'seat'],
        found: ['张明', '城关区代表团', '1-1'],
      },
    ],
    [
      'a heading twice',
      () => `${head},席位\n张明,城关区,1,2`,
      {
        reason: 'headingTwice',
        column: 'seat',
        found: ['姓名', '代表团', '座位号', '席位'],
      },
    ],
    [
      '100,000 lines',
      () => `${head}\n${lines.map((line) => line.join(',')).join('\n')}`,
      {
        reason: 'tooManyLines',
        lines: 100_000,
        limit: 5000,
      },
    ],
    [
      '100,000 rows of a workbook',
      () => sheet(...lines),
      { reason: 'tooManyLines', lines: 100_000, limit: 5000 },
    ],
    [
      'an archive that says it unpacks to more than any roll',
      () => workbookWith(new Uint8Array(33_000_000)),
      {
        reason: 'tooComplex',
      },
    ],
    [
      'an archive that unpacks to more than it says',
      () => lying(workbookWith(new Uint8Array(33_000_000))),
      {
        reason: 'damaged',
      },
    ],
    [
      'a workbook of more entries than any has',
      () => zipOf(Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`${at}.xml`, '']))),
      { reason: 'tooComplex' },
    ],
    [
      'a row of a number that no sheet has',
      () => workbookOf([['姓名', '代表团', '座位']], () => 900_000_000),
      { reason: 'damaged' },
    ],
    [
      'rows so wide that they fill the memory',
      () => sheet(...Array.from({ length: 4500 }, (_, at) => [{ xml: `<c r="XFD${at + 2}"><v>1</v></c>` }])),
      { reason: 'tooComplex' },
    ],
  ])('%s', async (_, file, expected) => {
    expect(await unreadable(file())).toEqual(expected);
  });

  test('[B45] more bytes than any roll, other kinds of body, and people who have no part in it', async () => {
    expect(blame(await upload(Buffer.alloc(MAX_ROLL_FILE + 1, 'a')))).toEqual({
      status: 413,
      code: 'too-large',
    });
    const json = await upload('{}', { headers: { 'content-type': 'application/json' } });
    expect(blame(json)).toEqual({ status: 400, code: 'malformed' });
    const { chair, screen } = house.hall;
    for (const device of [chair, screen, house.deputy(0).tablet.device]) {
      const { cookie } = device;
      expect(blame(await upload(csv, { cookie }))).toMatchObject({ status: 403, code: 'not-allowed' });
    }
    expect(blame(await upload(csv, { cookie: null }))).toEqual({ status: 401, code: 'not-signed-in' });
    expect(blame(await upload(csv, { of: 'no-such-sitting' as SittingId }))).toMatchObject({ status: 404 });
  });
});

import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { fileName } from '../../client/files/file-name.ts';
import { reportCsv } from '../../client/report/csv.ts';
import { reportJson } from '../../client/report/json.ts';
import { reportPabulib } from '../../client/report/pabulib.ts';
import { reportXlsx } from '../../client/report/xlsx.ts';
import { paperFromPabulib, readPabulib } from '../../server/imports/pabulib.ts';
import { Sheet } from '../../shared/ballot/paper.ts';
import { statutoryRules } from '../../shared/ballot/rules.ts';
import type { ItemId } from '../../shared/ids.ts';
import { appraisalSheet, motionSheet, sheetful, times } from './ballot-fixture.ts';
import { reportOf, wordsIn } from './report-fixture.ts';
import { cellsOf } from './unzipped.ts';

const zh = wordsIn('zh-CN');
const dateTime = (at: number) => new Date(at).toISOString();

/** Names that spreadsheets and separators stumble over. */
const names = ['=SUM(A1:A9)', '井；渠 "东线", 一期', '+86 热线', '养老院', '@社区食堂', '-'];
const sheet = Sheet.parse({
  paper: {
    kind: 'project',
    title: '民生实事项目',
    maxMarks: 3,
    seats: 2,
    items: names.map((title, at) => ({ itemId: `P0${at + 1}`, title, investment: 480_000_000 + at })),
  },
  rules: { ...statutoryRules.project },
  round: 1,
  rehearsal: false,
});
const marks = (n: number, ...items: string[]) => ({ n, items: items as ItemId[] });
const voters = [marks(190, 'P01', 'P02'), marks(30, 'P02', 'P03', 'P04'), marks(2), marks(80, 'P06')];
const approving = (items: readonly string[]) =>
  Object.fromEntries(items.map((itemId) => [itemId, ['approve'] as const]));
const ballots = voters.flatMap(({ n, items }) => times(n, sheet, approving(items)));
const report = reportOf([{ sheet, ballots }]);
/** P01 190 and P02 220 of 336 pass with 169. */
const votes = { P01: 190, P02: 220, P03: 30, P04: 30, P05: 0, P06: 80 };

const appraisal = reportOf(
  [
    { n: [200, 60, 40], title: '教育局' },
    { n: [100, 150, 54], title: '交通局' },
  ].map(({ n: [satisfied, basicallySatisfied, dissatisfied] }) => {
    const sheet = appraisalSheet();
    const marked = {
      satisfied: satisfied!,
      basicallySatisfied: basicallySatisfied!,
      dissatisfied: dissatisfied!,
    };
    return { sheet, ballots: sheetful(sheet, marked) };
  }),
);
const motion = (() => {
  const sheet = motionSheet();
  return reportOf([{ sheet, ballots: sheetful(sheet, { approve: 200, oppose: 60, abstain: 40, blank: 4 }) }]);
})();

describe('CSV', () => {
  const text = reportCsv(report, zh);
  const { data, errors } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, '').trimEnd(), {
    header: true,
  });

  test('starts with a byte order mark and reads back with every figure', () => {
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(errors).toEqual([]);
    expect(data.map((row) => [row['标识'], Number(row['得票'])])).toEqual(
      Object.entries(votes).sort((a, b) => b[1] - a[1]),
    );
    expect(data[0]).toMatchObject({
      名次: '1',
      得票率: '0.6548',
      须得票数: '169',
      基数: '336',
      结果: '入选',
    });
    expect(data[0]).toMatchObject({
      发出选票: '304',
      收回选票: '302',
      有效票: '302',
      无效票: '0',
      未收回: '2',
    });
  });

  test('holds no cell that a spreadsheet would take for a formula', () => {
    const cells = data.flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(cells).toContain("'=SUM(A1:A9)");
    expect(cells).toContain('井；渠 "东线", 一期');
  });

  test('of an appraisal has one line per subject, its rates under the name of their base', () => {
    const rows = Papa.parse<Record<string, string>>(reportCsv(appraisal, zh).slice(1).trimEnd(), {
      header: true,
    });
    expect(
      rows.data.map((row) => [row['序号'], row['满意'], row['满意率（有效选票）'], row['结果']]),
    ).toEqual([
      ['1', '200', '0.6667', '满意'],
      ['2', '100', '0.3289', '基本满意'],
    ]);
  });

  test.each([
    ['zh-CN', ['满意和基本满意率：票数', '满意和基本满意率：基数', '满意和基本满意率：须得票数']],
    [
      'en',
      [
        'Satisfied or basically satisfied rate: votes',
        'Satisfied or basically satisfied rate: base count',
        'Satisfied or basically satisfied rate: needed',
      ],
    ],
  ] as const)('of an appraisal has both calculations, in %s', (language, heads) => {
    const text = reportCsv(appraisal, wordsIn(language)).slice(1).trimEnd();
    const { data } = Papa.parse<Record<string, string>>(text, { header: true });
    const expected = appraisal.sections.map(({ finding }) => {
      const second = finding.kind === 'appraisal' ? finding.satisfiedOrBasically : null;
      return [second?.votes, second?.baseCount, second?.needed].map(String);
    });
    expect(expected.map(([votes]) => votes)).toEqual(['260', '250']);
    expect(data.map((row) => heads.map((head) => row[head]))).toEqual(expected);
  });
});

describe('xlsx', () => {
  const workbook = async (of = report, language: 'zh-CN' | 'en' = 'zh-CN') =>
    Buffer.from(await (await reportXlsx(of, wordsIn(language), dateTime)).arrayBuffer());

  test('has numbers as numbers and text as text', async () => {
    const items = cellsOf(await workbook(), 3);
    const heads = [...items].filter(([address]) => /^[A-Z]1$/.test(address));
    const column = (head: string) => heads.find(([, text]) => text === head)![0][0]!;
    expect(items.get(`${column('得票')}2`)).toBe('220');
    expect(Number(items.get(`${column('得票率')}2`))).toBeCloseTo(220 / 336);
    expect(items.get(`${column('项目')}3`)).toBe('=SUM(A1:A9)');
    expect(items.get(`${column('项目')}2`)).toBe('井；渠 "东线", 一期');
    expect(items.get(`${column('结果')}4`)).toBe('未过半数');
  });

  test('has a summary and what was issued and returned', async () => {
    const archive = await workbook(motion, 'en');
    const summary = [...cellsOf(archive, 1).values()];
    expect(summary).toEqual(
      expect.arrayContaining(['More than half of all members', motion.digests!.auditDigest]),
    );
    const returns = cellsOf(archive, 2);
    expect(['B2', 'C2', 'D2', 'E2', 'F2', 'G2', 'I2'].map((address) => returns.get(address))).toEqual([
      '304',
      '304',
      '304',
      '0',
      '300',
      '4',
      '4',
    ]);
  });

  test('of an appraisal has the figures of both calculations', async () => {
    const items = cellsOf(await workbook(appraisal), 3);
    const heads = [...items].filter(([address]) => /^[A-Z]+1$/.test(address));
    const of = (head: string, line: number) =>
      items.get(heads.find(([, text]) => text === head)![0].replace('1', String(line)));
    expect([of('满意', 2), of('满意和基本满意率：票数', 2), of('满意和基本满意率：票数', 3)]).toEqual([
      '200',
      '260',
      '250',
    ]);
  });
});

test('JSON is the report itself under the name of its format', () => {
  expect(JSON.parse(reportJson(report))).toEqual({ format: 'yishi-tally-report-1', ...report });
});

describe('Pabulib', () => {
  const options = { timeZone: 'Asia/Shanghai' };
  const read = (text: string | null) => {
    const instance = readPabulib(text!);
    if ('wrong' in instance) throw new Error(instance.wrong);
    return instance;
  };
  const marked = voters.flatMap(({ n, items }) => Array.from({ length: n }, () => items));

  test('[B6] without ballots gives the projects back, and no votes', () => {
    const { meta, projects, votes: none } = read(reportPabulib(report, sheet, options));
    expect(none).toEqual([]);
    expect(projects.map(({ projectId, votes }) => [projectId, votes])).toEqual(
      Object.entries(votes).sort((a, b) => b[1] - a[1]),
    );
    expect(projects.map(({ name }) => name).sort()).toEqual([...names].sort());
    expect(Object.fromEntries(meta)).toMatchObject({
      description: '民生实事项目',
      num_projects: '6',
      num_votes: '0',
      vote_type: 'approval',
      max_length: '3',
      budget: '960000001',
      date_begin: '15.01.2026',
    });
  });

  test('[B6] with ballots gives every vote back, and its projects draw up the same paper', () => {
    const text = reportPabulib(report, sheet, { ...options, ballots: marked });
    const instance = read(text);
    expect(instance.votes).toEqual(marked);
    expect(instance.meta.get('num_votes')).toBe('302');
    for (const { projectId, votes: told } of instance.projects)
      expect(instance.votes.filter((vote) => vote.includes(projectId))).toHaveLength(told!);
    const paper = paperFromPabulib(instance, 2);
    const { items, ...about } = sheet.paper;
    expect(paper).toMatchObject(about);
    const byId = (list: readonly { itemId: string }[]) =>
      [...list].sort((a, b) => (a.itemId < b.itemId ? -1 : 1));
    expect('items' in paper && byId(paper.items)).toEqual(byId(items));
    expect(text!.split('\n').filter((line) => line === '')).toHaveLength(1);
  });

  test('a valid ballot without marks is a row with an empty vote, and the comment says so', () => {
    const text = reportPabulib(report, sheet, { ...options, ballots: marked })!;
    const rows = text.split('VOTES\n')[1]!.trimEnd().split('\n').slice(1);
    expect(rows.filter((row) => /^\d+;$/.test(row))).toHaveLength(2);
    expect(rows).toHaveLength(Number(read(text).meta.get('num_votes')));
    expect(read(text).meta.get('comment')).toContain('an empty vote is a valid ballot');
    expect(read(reportPabulib(report, sheet, options)).meta.get('comment')).not.toContain('an empty vote');
  });

  test('without any stated cost each project costs 1 and the budget is the seats', () => {
    const { paper } = sheet;
    const unpriced = Sheet.parse({
      ...sheet,
      paper: { ...paper, items: paper.items.map(({ itemId, title }) => ({ itemId, title })) },
    });
    const { meta, projects } = read(reportPabulib(report, unpriced, options));
    expect(projects.map(({ cost }) => cost)).toEqual(projects.map(() => 1));
    expect(meta.get('budget')).toBe('2');
    expect(meta.get('comment')).toContain('no cost was stated for any project, each is given as 1');
  });

  test('a name over two lines becomes one', () => {
    const broken = structuredClone(report);
    const finding = broken.sections[0]!.finding;
    if (finding.kind === 'project') (finding.rows[0] as { title: string }).title = '水渠\r\n二期';
    expect(read(reportPabulib(broken, sheet, options)).projects[0]!.name).toBe('水渠 二期');
  });

  test('is made of project ballots alone', () => {
    expect(reportPabulib(motion, motionSheet(), options)).toBeNull();
  });
});

test.each([
  [['第四次会议', '民生实事项目', '计票结果'], '第四次会议-民生实事项目-计票结果.csv'],
  [['a/b\\c:d*e?"<>|', '..\u0000', '结果'], 'a b c d e-结果.csv'],
  [['   ', '...'], 'yishi.csv'],
  [['会'.repeat(100), '𠮷'.repeat(30)], `${'会'.repeat(24)}-${'𠮷'.repeat(24)}.csv`],
])('file names are safe: %j', (words, name) => {
  expect(fileName(words, 'csv')).toBe(name);
  expect(Buffer.byteLength(name)).toBeLessThan(255);
});

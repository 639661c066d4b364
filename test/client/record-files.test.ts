import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { recordFile, recordWords } from '../../client/record/file.ts';
import type { InquiryRecord } from '../../client/record/record.ts';
import type { DepartmentId, QuestionId, TurnId } from '../../shared/ids.ts';
import type { PublicQuestion } from '../../shared/inquiry/views.ts';
import { cellsOf } from '../rules/unzipped.ts';

const wording = { words: await recordWords('zh-CN'), language: 'zh-CN', timeZone: 'Asia/Shanghai' };
const noon = Date.UTC(2026, 0, 20, 4, 0, 0);
const hostile = `=HYPERLINK("http://x")\n<img src=x onerror=alert(1)>`;

function question(number: number, change: Partial<PublicQuestion> = {}): PublicQuestion {
  return {
    questionId: `question-${number}` as QuestionId,
    source: 'public',
    askedAt: noon + number,
    state: 'waiting',
    text: `第${number}个问题`,
    supports: number,
    ...change,
  };
}

const record: InquiryRecord = {
  sittingTitle: '第十九届人民代表大会常务委员会第四次会议',
  title: '养老服务专题询问',
  topic: '',
  startedAt: noon,
  departments: { civil: { name: '民政局', officials: [] } },
  departmentOrder: ['civil' as DepartmentId],
  crowd: { views: 301_000, viewers: 12, watching: 3, likes: 98_000, likers: 9 },
  questions: [
    question(1, {
      text: hostile,
      name: '李女士',
      labels: ['养老', '食堂'],
      departmentId: 'civil' as DepartmentId,
      state: 'answered',
      merged: 1,
      turns: [
        { turnId: 'turn-one-1' as TurnId, kind: 'question', startedAt: noon },
        {
          turnId: 'turn-one-2' as TurnId,
          kind: 'answer',
          respondent: { departmentId: 'civil' as DepartmentId, official: '张局长' },
          startedAt: noon + 60_000,
          endedAt: noon + 120_000,
          streamAt: 3723.4,
          text: '已经安排。',
        },
      ],
    }),
    question(2, { state: 'merged', mergedInto: 'question-1' as QuestionId }),
    question(3, { state: 'rejected', reason: '与议题无关' }),
  ],
};

async function text(kind: 'csv' | 'json' | 'html'): Promise<string> {
  return (await recordFile(kind, record, wording)).content as string;
}

describe('[B155] the record of an inquiry as files', () => {
  test('CSV has one line per question with state, supports, labels, department, answers and times; no cell is a formula', async () => {
    const { data } = Papa.parse<Record<string, string>>((await text('csv')).slice(1).trimEnd(), {
      header: true,
    });
    expect(data.map((line) => [line['编号'], line['状态'], line['支持人数'], line['并入的问题']])).toEqual([
      ['1', '已答复', '1', ''],
      ['2', '已合并', '2', '1'],
      ['3', '未采用', '3', ''],
    ]);
    expect(data[0]).toMatchObject({
      问题: `'${hostile}`,
      署名: '李女士',
      标签: '养老，食堂',
      应询部门: '民政局',
      提出时间: '2026-01-20 12:00:00',
      答复: '[民政局 张局长] 已经安排。',
      答复时间: '2026-01-20 12:02:00',
    });
    expect(data[2]!['理由或去向']).toBe('与议题无关');
  });

  test('xlsx keeps numbers as numbers, texts as texts, and gives each turn its moment in the stream', async () => {
    const { content } = await recordFile('xlsx', record, wording);
    const book = Buffer.from(await (content as Blob).arrayBuffer());
    const questions = cellsOf(book, 2);
    expect([questions.get('A2'), questions.get('B2'), questions.get('G4')]).toEqual(['1', '已答复', '3']);
    expect(questions.get('C2')).toContain('=HYPERLINK');
    const turns = cellsOf(book, 3);
    expect([turns.get('B3'), turns.get('C3'), turns.get('F3'), turns.get('G3')]).toEqual([
      '答复',
      '民政局 张局长',
      '1:02:03',
      '已经安排。',
    ]);
  });

  test('JSON is the questions as they are', async () => {
    const whole = JSON.parse(await text('json'));
    expect(whole.format).toBe('yishi-inquiry-record-1');
    expect(whole.questions).toEqual(record.questions);
    expect(whole.crowd).toEqual(record.crowd);
  });

  test('the document holds every question under its state, and what people wrote is text in it', async () => {
    const page = await text('html');
    expect(page).not.toContain('<img');
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    const heads = [...page.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, head]) => head);
    expect(heads).toEqual(['已答复 (1)', '已合并 (1)', '未采用 (1)']);
    for (const words of ['民政局 张局长', '1:02:03', '已经安排。', '与议题无关', '301000'])
      expect(page).toContain(words);
  });
});

import { z } from 'zod';
import type { Paper } from '../../../shared/ballot/paper.ts';
import { DeputyId } from '../../../shared/ids.ts';
import { newId } from '../../trying.ts';
import { moneyText, yuanFrom } from './money-text.ts';

/** What stands in the form: text as it was typed, so that a wrong value is kept and can be named. */
const text = z.string();
const row = { key: text, title: text };

export const ProjectRow = z.object({
  ...row,
  description: text,
  investment: text,
  department: text,
  finishDate: text,
});
export type ProjectRow = z.output<typeof ProjectRow>;

export const SubjectRow = z.object({ ...row, office: text, deputyId: DeputyId.nullable() });
export type SubjectRow = z.output<typeof SubjectRow>;

export const ProjectDraft = z.object({
  kind: z.literal('project'),
  title: text,
  seats: text,
  maxMarks: text,
  unit: z.enum(['wan', 'yuan']),
  rows: z.array(ProjectRow),
  /** What was pasted from a spreadsheet and is not taken over yet. */
  pasted: text,
});
export type ProjectDraft = z.output<typeof ProjectDraft>;

export const MotionDraft = z.object({ kind: z.literal('motion'), title: text, text });
export type MotionDraft = z.output<typeof MotionDraft>;

export const AppraisalDraft = z.object({
  kind: z.literal('appraisal'),
  title: text,
  rows: z.array(SubjectRow),
});
export type AppraisalDraft = z.output<typeof AppraisalDraft>;

export const PaperDraft = z.discriminatedUnion('kind', [ProjectDraft, MotionDraft, AppraisalDraft]);
export type PaperDraft = z.output<typeof PaperDraft>;
export type PaperKind = PaperDraft['kind'];
export const paperKinds: readonly PaperKind[] = ['project', 'motion', 'appraisal'];

export function blankProject(): ProjectRow {
  return { key: newId(), title: '', description: '', investment: '', department: '', finishDate: '' };
}

export function blankSubject(): SubjectRow {
  return { key: newId(), title: '', office: '', deputyId: null };
}

export function blankDraft(kind: PaperKind): PaperDraft {
  switch (kind) {
    case 'project': {
      const rows = [blankProject()];
      return { kind, title: '', seats: '', maxMarks: '', unit: 'wan', rows, pasted: '' };
    }
    case 'motion':
      return { kind, title: '', text: '' };
    case 'appraisal':
      return { kind, title: '', rows: [blankSubject()] };
    default:
      return kind satisfies never;
  }
}

/** As many as a paper may hold. */
export const mostRows = { project: 200, appraisal: 60 } as const;

const filled = (values: object) =>
  Object.entries(values).some(([name, value]) => name !== 'key' && value !== null && value !== '');

export function isBlankRow(row: ProjectRow): boolean {
  return !filled(row);
}

/** Nothing in it that anybody would miss. */
export function isBlank(draft: PaperDraft): boolean {
  switch (draft.kind) {
    case 'project':
      return !filled([draft.title, draft.seats, draft.maxMarks, draft.pasted]) && !draft.rows.some(filled);
    case 'motion':
      return !filled([draft.title, draft.text]);
    case 'appraisal':
      return draft.title === '' && !draft.rows.some(filled);
    default:
      return draft satisfies never;
  }
}

/** The paper that these words ask for, to be judged by the shared schema: wrong values are in it as they are. */
export function paperFrom(draft: PaperDraft): unknown {
  switch (draft.kind) {
    case 'project':
      return {
        kind: 'project',
        title: draft.title,
        maxMarks: wholeFrom(draft.maxMarks),
        seats: wholeFrom(draft.seats),
        items: draft.rows.map((row, at) =>
          projectFrom(row, draft.unit, itemIdAt('P', at, draft.rows.length)),
        ),
      };
    case 'motion':
      return {
        kind: 'motion',
        title: draft.title,
        items: [{ itemId: 'M1', title: draft.title, ...(draft.text.trim() !== '' && { text: draft.text }) }],
      };
    case 'appraisal':
      return {
        kind: 'appraisal',
        title: draft.title,
        items: draft.rows.map((row, at) => subjectFrom(row, itemIdAt('S', at, draft.rows.length))),
      };
    default:
      return draft satisfies never;
  }
}

export function projectFrom(row: ProjectRow, unit: ProjectDraft['unit'], itemId: string): object {
  const investment = yuanFrom(row.investment, unit);
  return {
    itemId,
    title: row.title,
    ...(row.description.trim() !== '' && { description: row.description }),
    ...(investment !== null && { investment }),
    ...(row.department.trim() !== '' && { department: row.department }),
    ...(row.finishDate.trim() !== '' && { finishDate: row.finishDate }),
  };
}

export function subjectFrom({ title, office, deputyId }: SubjectRow, itemId: string): object {
  return {
    itemId,
    title,
    ...(office.trim() !== '' && { office }),
    ...(deputyId !== null && { deputyId }),
  };
}

/** The words of a paper that was drawn up, to make another one from. */
export function draftFrom(paper: Paper): PaperDraft {
  switch (paper.kind) {
    case 'project':
      return {
        kind: 'project',
        title: paper.title,
        seats: String(paper.seats),
        maxMarks: String(paper.maxMarks),
        unit: 'wan',
        rows: paper.items.map((item) => ({
          key: newId(),
          title: item.title,
          description: item.description ?? '',
          investment: item.investment === undefined ? '' : moneyText(item.investment, 'wan'),
          department: item.department ?? '',
          finishDate: item.finishDate ?? '',
        })),
        pasted: '',
      };
    case 'motion':
      return { kind: 'motion', title: paper.items[0]!.title, text: paper.items[0]!.text ?? '' };
    case 'appraisal':
      return {
        kind: 'appraisal',
        title: paper.title,
        rows: paper.items.map(({ title, office = '', deputyId = null }) => ({
          key: newId(),
          title,
          office,
          deputyId,
        })),
      };
    default:
      return paper satisfies never;
  }
}

/** P01, P02 … in the order of the paper. */
function itemIdAt(letter: 'P' | 'S', at: number, of: number): string {
  return letter + String(at + 1).padStart(Math.max(2, String(of).length), '0');
}

/** undefined where nothing stands, NaN where it is no whole number. */
export function wholeFrom(text: string): number | undefined {
  const plain = text.normalize('NFKC').trim();
  if (plain === '') return undefined;
  return /^\d{1,9}$/.test(plain) ? Number(plain) : Number.NaN;
}

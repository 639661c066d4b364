import { z } from 'zod';
import { canonicalHash } from '../bytes.ts';
import { DeputyId, Digest, ItemId } from '../ids.ts';
import { line, prose } from '../text.ts';
import { PaperRules, type VotingRules } from './rules.ts';

const title = line(300);

/** 候选项目. Money is in whole yuan. */
export const CandidateProject = z.strictObject({
  itemId: ItemId,
  title,
  description: prose(4000).optional(),
  investment: z.int().min(0).optional(),
  department: line(200).optional(),
  finishDate: line(40).optional(),
});

/** What is appraised: a person, a department or a finished project. */
export const AppraisalSubject = z.strictObject({
  itemId: ItemId,
  title,
  office: line(200).optional(),
  /** Set when the subject sits on the roll: a subject is never a scrutineer of its own ballot. */
  deputyId: DeputyId.optional(),
});

const Motion = z.strictObject({ itemId: ItemId, title, text: prose(20_000).optional() });

const distinct = (items: readonly { itemId: string }[]) =>
  new Set(items.map((item) => item.itemId)).size === items.length;
const twice = { message: 'an itemId stands twice' };

/** maxMarks (how many a deputy may choose) and seats (how many win) are two things. */
export const ProjectPaper = z
  .strictObject({
    kind: z.literal('project'),
    title,
    maxMarks: z.int().min(1),
    seats: z.int().min(1),
    items: z.array(CandidateProject).min(1).max(200).refine(distinct, twice),
  })
  .refine((paper) => paper.maxMarks <= paper.items.length, {
    path: ['maxMarks'],
    message: 'must not be larger than the number of projects',
  })
  .refine((paper) => paper.seats <= paper.items.length, {
    path: ['seats'],
    message: 'must not be larger than the number of projects',
  });
export const MotionPaper = z.strictObject({
  kind: z.literal('motion'),
  title,
  items: z.array(Motion).length(1),
});
export const AppraisalPaper = z.strictObject({
  kind: z.literal('appraisal'),
  title,
  items: z.array(AppraisalSubject).min(1).max(60).refine(distinct, twice),
});
export const Paper = z.discriminatedUnion('kind', [ProjectPaper, MotionPaper, AppraisalPaper]);
export type Paper = z.output<typeof Paper>;
export type ProjectPaper = z.output<typeof ProjectPaper>;

/** What one ballot asks: a whole project paper or motion, or a single subject of an appraisal. */
export const Sheet = z
  .strictObject({
    paper: Paper,
    rules: PaperRules,
    round: z.int().min(1),
    rehearsal: z.boolean(),
  })
  .refine((sheet) => sheet.paper.kind === sheet.rules.kind, {
    path: ['rules', 'kind'],
    message: 'must be the kind of the paper',
  });
export type Sheet = z.output<typeof Sheet>;

/** Marked in this order: bit k of an item's byte is choice k. */
const choicesByForm = {
  tick: ['approve'],
  grade: ['approve', 'oppose', 'abstain'],
  appraisal: ['satisfied', 'basicallySatisfied', 'dissatisfied'],
  appraisalWithNotFamiliar: ['satisfied', 'basicallySatisfied', 'dissatisfied', 'notFamiliar'],
} as const;

export const Choice = z.enum([
  'approve',
  'oppose',
  'abstain',
  'satisfied',
  'basicallySatisfied',
  'dissatisfied',
  'notFamiliar',
]);
export type Choice = z.output<typeof Choice>;

export function choicesOf(rules: PaperRules): readonly Choice[] {
  switch (rules.kind) {
    case 'project':
      return choicesByForm[rules.form];
    case 'motion':
      return choicesByForm.grade;
    case 'appraisal':
      return rules.notFamiliar ? choicesByForm.appraisalWithNotFamiliar : choicesByForm.appraisal;
    default:
      return rules satisfies never;
  }
}

/** An appraisal is one sheet per subject, so that a pattern of grades over subjects cannot sign a ballot. */
export function sheetsOf(paper: Paper, rules: VotingRules, round: number, rehearsal: boolean): Sheet[] {
  const about = { rules: rules[paper.kind], round, rehearsal };
  if (paper.kind !== 'appraisal') return [{ paper, ...about }];
  return paper.items.map((subject) => ({ paper: { ...paper, items: [subject] }, ...about }));
}

/** SHA-256 of the canonical JSON of the sheet: title, items, rules. It is part of every credential. */
export function paperHash(sheet: Sheet): Digest {
  return Digest.parse(canonicalHash(sheet));
}

/** A ballot's marks: one byte per item, a bit per choice. Overvotes can be written; counting judges them. */
export function encodeMarks(sheet: Sheet, chosen: Readonly<Record<string, readonly Choice[]>>): Uint8Array {
  const choices = choicesOf(sheet.rules);
  return Uint8Array.from(sheet.paper.items, (item) =>
    (chosen[item.itemId] ?? []).reduce((byte, choice) => {
      const bit = choices.indexOf(choice);
      if (bit < 0) throw new Error(`${choice} is not on this paper`);
      return byte | (1 << bit);
    }, 0),
  );
}

/** Whether these bytes can be marks on this sheet at all: one byte per item, no bit without a choice. */
export function fitsSheet(sheet: Sheet, marks: Uint8Array): boolean {
  const allowed = (1 << choicesOf(sheet.rules).length) - 1;
  return marks.length === sheet.paper.items.length && marks.every((byte) => (byte & ~allowed) === 0);
}

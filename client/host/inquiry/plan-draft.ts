import { z } from 'zod';
import { AccountId, DeputyId } from '../../../shared/ids.ts';
import { defaultLimits, type InquiryPlan, Naming } from '../../../shared/inquiry/plan.ts';
import type { DeskView } from '../../../shared/inquiry/views.ts';
import { newId } from '../../trying.ts';
import { instantOf, wallTime } from './hall-wall-time.ts';

const text = z.string();

export const DepartmentRow = z.object({
  /** The department's id as well. */
  key: text,
  /** Its name. */
  title: text,
  /** A line for each: name, office. */
  officials: text,
  accountId: AccountId.nullable(),
});
export type DepartmentRow = z.output<typeof DepartmentRow>;

export const QuestionerRow = z.object({
  key: text,
  /** The name. */
  title: text,
  deputyId: DeputyId.nullable(),
});
export type QuestionerRow = z.output<typeof QuestionerRow>;

/** What stands in the form: text as it was typed, times as a clock in the hall shows them. */
export const PlanDraft = z.object({
  title: text,
  topic: text,
  startsAt: text,
  askFrom: text,
  questionMinutes: text,
  answerMinutes: text,
  departments: z.array(DepartmentRow),
  questioners: z.array(QuestionerRow),
  naming: Naming,
  rules: text,
  streamUrl: text,
  posterUrl: text,
});
export type PlanDraft = z.output<typeof PlanDraft>;

export const mostRows = { departments: 60, questioners: 200 } as const;

export function blankDepartment(): DepartmentRow {
  return { key: newId(), title: '', officials: '', accountId: null };
}

export function blankQuestioner(): QuestionerRow {
  return { key: newId(), title: '', deputyId: null };
}

export function blankPlan(): PlanDraft {
  return {
    title: '',
    topic: '',
    startsAt: '',
    askFrom: '',
    questionMinutes: minutesText(defaultLimits.questionSeconds),
    answerMinutes: minutesText(defaultLimits.answerSeconds),
    departments: [blankDepartment()],
    questioners: [],
    naming: 'either',
    rules: '',
    streamUrl: '',
    posterUrl: '',
  };
}

export function draftOf(plan: DeskView['plan'], timeZone: string): PlanDraft {
  return {
    title: plan.title,
    topic: plan.topic,
    startsAt: wallTime(plan.startsAt, timeZone),
    askFrom: wallTime(plan.askFrom, timeZone),
    questionMinutes: minutesText(plan.questionSeconds),
    answerMinutes: minutesText(plan.answerSeconds),
    departments: plan.departments.map(({ departmentId, name, officials, accountId }) => ({
      key: departmentId,
      title: name,
      officials: officials.map((one) => `${one.name}，${one.office}`).join('\n'),
      accountId,
    })),
    questioners: plan.questioners.map(({ deputyId, name }) => ({ key: newId(), title: name, deputyId })),
    naming: plan.naming,
    rules: plan.rules,
    streamUrl: plan.streamUrl ?? '',
    posterUrl: plan.posterUrl ?? '',
  };
}

/** As `InquiryPlan` parses it; what is wrong stays in it, to be named. */
export function planFrom(draft: PlanDraft, timeZone: string): unknown {
  return {
    title: draft.title,
    topic: draft.topic,
    departments: draft.departments.map(departmentFrom),
    questioners: draft.questioners.map(questionerFrom),
    questionSeconds: secondsFrom(draft.questionMinutes),
    answerSeconds: secondsFrom(draft.answerMinutes),
    askFrom: instantOf(draft.askFrom, timeZone),
    startsAt: instantOf(draft.startsAt, timeZone),
    naming: draft.naming,
    rules: draft.rules,
    streamUrl: draft.streamUrl.trim() || null,
    posterUrl: draft.posterUrl.trim() || null,
  } satisfies Record<keyof InquiryPlan, unknown>;
}

export function departmentFrom({ key, title, officials, accountId }: DepartmentRow): unknown {
  return { departmentId: key, name: title, officials: officialsFrom(officials), accountId };
}

export function questionerFrom({ title, deputyId }: QuestionerRow): unknown {
  return { deputyId, name: title };
}

/** A line for each: the name, then the office behind the first comma, tab or blank. */
export function officialsFrom(lines: string): { name: string; office: string }[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const at = line.search(/[\s,，、:：]/);
      return at < 0
        ? { name: line, office: '' }
        : { name: line.slice(0, at), office: line.slice(at + 1).trim() };
    });
}

function minutesText(seconds: number): string {
  return String(Math.round((seconds / 60) * 100) / 100);
}

function secondsFrom(minutes: string): number | undefined {
  const plain = minutes.normalize('NFKC').trim();
  return plain === '' ? undefined : Math.round(Number(plain) * 60);
}

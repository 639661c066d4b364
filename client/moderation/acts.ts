import type { DepartmentId, QuestionId } from '../../shared/ids.ts';
import type { InquiryCommand } from '../../shared/inquiry/commands.ts';
import type { DeskQuestion } from '../../shared/inquiry/views.ts';

/** Questions that one command may name. */
const SEVERAL = 200;

/** What a moderator does, as hints and words name it. */
export type ActName =
  | 'claim'
  | 'release'
  | 'approve'
  | 'reject'
  | 'refer'
  | 'restore'
  | 'edit'
  | 'mask'
  | 'label'
  | 'unlabel'
  | 'assign'
  | 'merge'
  | 'unmerge'
  | 'queue'
  | 'unqueue'
  | 'ban'
  | 'liftBan';

/** One thing to do, with what takes it back. */
export interface Act {
  name: ActName;
  ids: readonly QuestionId[];
  /** Carried out one after the other; the first that is refused ends it. */
  commands: readonly InquiryCommand[];
  /** `null`: nothing takes it back, or nothing has to. */
  undo: { name: ActName; commands: readonly InquiryCommand[] } | null;
}

type OfSeveral = Extract<InquiryCommand, { questionIds: QuestionId[] }>;
/** A command for some questions, without them. */
export type Several = OfSeveral extends infer C
  ? C extends OfSeveral
    ? Omit<C, 'questionIds'>
    : never
  : never;

/** As many commands as it takes. */
export function several(command: Several, ids: readonly QuestionId[]): InquiryCommand[] {
  const commands: InquiryCommand[] = [];
  for (let at = 0; at < ids.length; at += SEVERAL)
    commands.push({ ...command, questionIds: ids.slice(at, at + SEVERAL) } as InquiryCommand);
  return commands;
}

const restoring = (ids: readonly QuestionId[]) => several({ type: 'RestoreQuestions' }, ids);

export function claim(ids: readonly QuestionId[]): Act {
  return { name: 'claim', ids, commands: several({ type: 'ClaimQuestions' }, ids), undo: null };
}
export function release(ids: readonly QuestionId[]): Act {
  return { name: 'release', ids, commands: several({ type: 'ReleaseQuestions' }, ids), undo: null };
}
export function approve(ids: readonly QuestionId[]): Act {
  return { name: 'approve', ids, commands: several({ type: 'ApproveQuestions' }, ids), undo: null };
}
export function reject(ids: readonly QuestionId[], reason: string): Act {
  const commands = several({ type: 'RejectQuestions', reason }, ids);
  return { name: 'reject', ids, commands, undo: { name: 'restore', commands: restoring(ids) } };
}
export function refer(ids: readonly QuestionId[], reason: string): Act {
  const commands = several({ type: 'ReferQuestions', reason }, ids);
  return { name: 'refer', ids, commands, undo: { name: 'restore', commands: restoring(ids) } };
}
export function restore(ids: readonly QuestionId[]): Act {
  return { name: 'restore', ids, commands: restoring(ids), undo: null };
}

/** `base`: the text that was before the editor's eyes. */
export function edit(
  name: 'edit' | 'mask',
  base: Pick<DeskQuestion, 'questionId' | 'text' | 'textVersion'>,
  text: string,
): Act {
  const { questionId, textVersion } = base;
  const back = { type: 'EditQuestion', questionId, textVersion: textVersion + 1, text: base.text } as const;
  return {
    name,
    ids: [questionId],
    commands: [{ type: 'EditQuestion', questionId, textVersion, text }],
    undo: { name: 'edit', commands: [back] },
  };
}

/** Undoing it leaves the label where it was before. */
export function label(questions: readonly DeskQuestion[], word: string, on: boolean): Act {
  const has = ({ labels = [] }: DeskQuestion) => labels.includes(word);
  const changed = questions.filter((question) => has(question) !== on).map(({ questionId }) => questionId);
  return {
    name: on ? 'label' : 'unlabel',
    ids: changed,
    commands: several({ type: 'LabelQuestions', label: word, on }, changed),
    undo: {
      name: on ? 'unlabel' : 'label',
      commands: several({ type: 'LabelQuestions', label: word, on: !on }, changed),
    },
  };
}

/** Undoing it gives each question the department that it had. */
export function assign(questions: readonly DeskQuestion[], departmentId: DepartmentId | null): Act {
  const changed = questions.filter((question) => (question.departmentId ?? null) !== departmentId);
  const before = new Map<DepartmentId | null, QuestionId[]>();
  for (const { questionId, departmentId: was = null } of changed)
    before.set(was, [...(before.get(was) ?? []), questionId]);
  const ids = changed.map(({ questionId }) => questionId);
  return {
    name: 'assign',
    ids,
    commands: several({ type: 'AssignQuestions', departmentId }, ids),
    undo: {
      name: 'assign',
      commands: [...before].flatMap(([was, those]) =>
        several({ type: 'AssignQuestions', departmentId: was }, those),
      ),
    },
  };
}

export function merge(into: QuestionId, ids: readonly QuestionId[]): Act {
  const others = ids.filter((id) => id !== into);
  return {
    name: 'merge',
    ids: others,
    commands: several({ type: 'MergeQuestions', into }, others),
    undo: { name: 'unmerge', commands: others.map(unmerging) },
  };
}
const unmerging = (questionId: QuestionId): InquiryCommand => ({ type: 'UnmergeQuestion', questionId });
export function unmerge(id: QuestionId): Act {
  return { name: 'unmerge', ids: [id], commands: [unmerging(id)], undo: null };
}

export function queue(ids: readonly QuestionId[]): Act {
  return {
    name: 'queue',
    ids,
    commands: several({ type: 'QueueQuestions' }, ids),
    undo: { name: 'unqueue', commands: ids.map(unqueueing) },
  };
}
const unqueueing = (questionId: QuestionId): InquiryCommand => ({ type: 'UnqueueQuestion', questionId });
export function unqueue(ids: readonly QuestionId[]): Act {
  return {
    name: 'unqueue',
    ids,
    commands: ids.map(unqueueing),
    undo: { name: 'queue', commands: several({ type: 'QueueQuestions' }, ids) },
  };
}

export function ban(questionId: QuestionId, reason: string): Act {
  return {
    name: 'ban',
    ids: [questionId],
    commands: [{ type: 'BanAsker', questionId, reason }],
    undo: { name: 'liftBan', commands: [{ type: 'LiftBan', questionId }] },
  };
}
export function liftBan(questionId: QuestionId): Act {
  return { name: 'liftBan', ids: [questionId], commands: [{ type: 'LiftBan', questionId }], undo: null };
}

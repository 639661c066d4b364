import { exceedsIssued } from '../../../shared/ballot/outcome.ts';
import type { StaffRole } from '../../../shared/roles.ts';
import { stagesOver, type VoteStage } from '../../../shared/sitting/state.ts';
import type { View, VoteView } from '../../../shared/views.ts';
import type { PaperLine } from './agenda.ts';

/**
 * The course of a vote as `shared/sitting/decide-vote.ts` decides it, told in advance: which step comes next, whose it is
 * and what is missing. The server decides; where the two differ, its refusal is shown.
 */
const stepNames = [
  'prepare',
  'open',
  'close',
  'seal',
  'report',
  'declare',
  'count',
  'sign',
  'publish',
] as const;
export type StepName = (typeof stepNames)[number];
export type Doer = 'operator' | 'chair' | 'chiefScrutineer' | 'scrutineers' | 'server';

const doerOf: Readonly<Record<StepName, Doer>> = {
  prepare: 'operator',
  open: 'chair',
  close: 'chair',
  seal: 'server',
  report: 'chiefScrutineer',
  declare: 'chair',
  count: 'server',
  sign: 'scrutineers',
  publish: 'chair',
};

/** One thing that has to happen first, with what is needed to say it in a sentence. */
export type Missing =
  | { what: 'sittingClosed' }
  | { what: 'sittingNotOpen' }
  | { what: 'rules' }
  | { what: 'scrutineers' }
  | { what: 'appointment' }
  | { what: 'otherVoteOpen'; title: string }
  | { what: 'quorum'; short: number }
  | { what: 'report'; name: string }
  | { what: 'signatures'; names: readonly string[]; count: number }
  | { what: 'chiefSignature'; name: string }
  | { what: 'objection'; names: readonly string[] }
  | { what: 'step'; step: StepName };

export interface Step {
  name: StepName;
  doer: Doer;
  state: 'done' | 'next' | 'ahead';
  /** Why it cannot be taken at once. */
  missing: readonly Missing[];
}

export interface Course {
  steps: readonly Step[];
  /** null when the vote is over. */
  next: Step | null;
  /** Aborted or void: the steps after `next` are never taken. */
  stopped: boolean;
}

const lastDone: Readonly<Record<VoteStage, StepName>> = {
  prepared: 'prepare',
  open: 'open',
  closed: 'close',
  sealed: 'seal',
  reported: 'report',
  valid: 'declare',
  void: 'seal',
  counted: 'count',
  published: 'publish',
  aborted: 'prepare',
};

/** The steps of a vote, or of a paper whose vote has not been prepared. A rehearsal needs no report and no signatures. */
export function courseOf(view: View, vote: VoteView | null): Course {
  const names = vote?.rehearsal
    ? stepNames.filter((name) => name !== 'report' && name !== 'sign')
    : stepNames;
  const done = doneSteps(view, vote);
  const stopped = vote?.stage === 'aborted' || vote?.stage === 'void';
  const over = vote !== null && stagesOver.includes(vote.stage);
  const nextName = over ? undefined : names.find((name) => !done.has(name));
  const steps = names.map((name): Step => {
    const state = done.has(name) ? 'done' : name === nextName ? 'next' : 'ahead';
    return { name, doer: doerOf[name], state, missing: state === 'next' ? missingFor(name, view, vote) : [] };
  });
  return { steps, next: steps.find(({ state }) => state === 'next') ?? null, stopped };
}

function doneSteps(view: View, vote: VoteView | null): ReadonlySet<StepName> {
  if (!vote) return new Set();
  let last = lastDone[vote.stage];
  if (vote.stage === 'aborted' && vote.openedAt !== null) last = 'open';
  // Void after the count: scrutineers had something to sign.
  if (vote.stage === 'void' && (vote.confirmedBy.length > 0 || vote.objections.length > 0)) last = 'count';
  // Without its bundles a count can be neither signed nor published.
  if (vote.stage === 'counted' && !vote.bundlesMade) last = 'declare';
  const done = new Set(stepNames.slice(0, stepNames.indexOf(last) + 1));
  if (vote.stage === 'counted' && vote.objections.length === 0 && isSigned(view, vote)) done.add('sign');
  return done;
}

function missingFor(step: StepName, view: View, vote: VoteView | null): Missing[] {
  if (view.stage === 'closed') return [{ what: 'sittingClosed' }];
  switch (step) {
    case 'prepare':
      return whyNotPrepare(view, false);
    case 'open':
      return whyNotOpen(view, vote!);
    case 'report':
      return view.scrutineers.filter(({ chief }) => chief).map(({ name }) => ({ what: 'report', name }));
    case 'sign':
      return whyNotSigned(view, vote!);
    case 'publish':
      return objectionsTo(vote!);
    default:
      return [];
  }
}

export function whyNotPrepare(view: View, rehearsal: boolean): Missing[] {
  const missing: Missing[] = [];
  if (view.stage === 'closed') missing.push({ what: 'sittingClosed' });
  if (!view.rules) missing.push({ what: 'rules' });
  if (!rehearsal) missing.push(...noScrutineers(view));
  return missing;
}

function whyNotOpen(view: View, vote: VoteView): Missing[] {
  const missing: Missing[] = [];
  if (view.stage === 'planned') missing.push({ what: 'sittingNotOpen' });
  const other = view.votes.find(({ stage }) => stage === 'open');
  if (other) missing.push({ what: 'otherVoteOpen', title: other.title });
  if (vote.rehearsal) return missing;
  const { met, needed, votes } = view.quorum;
  if (!met) missing.push({ what: 'quorum', short: Math.max(1, needed - votes) });
  missing.push(...noScrutineers(view));
  return missing;
}

/** Nobody is appointed: the operator has to propose, or the chair to appoint who is proposed. */
function noScrutineers({ scrutineers, scrutineerProposal }: View): Missing[] {
  if (scrutineers.length > 0) return [];
  return [{ what: scrutineerProposal ? 'appointment' : 'scrutineers' }];
}

function objectionsTo({ objections }: VoteView): Missing[] {
  return objections.length > 0 ? [{ what: 'objection', names: objections.map(({ name }) => name) }] : [];
}

/** The chief and more than half of the scrutineers, and nobody who objects. */
function whyNotSigned(view: View, vote: VoteView): Missing[] {
  const objections = objectionsTo(vote);
  if (objections.length > 0) return objections;
  const unsigned = unsignedOf(view, vote);
  const chief = unsigned.find((scrutineer) => scrutineer.chief);
  const signed = view.scrutineers.length - unsigned.length;
  const short = Math.floor(view.scrutineers.length / 2) + 1 - signed - (chief ? 1 : 0);
  const others = unsigned.filter((scrutineer) => !scrutineer.chief).map(({ name }) => name);
  return [
    ...(chief ? [{ what: 'chiefSignature', name: chief.name } as const] : []),
    ...(short > 0 ? [{ what: 'signatures', names: others, count: short } as const] : []),
  ];
}

export function unsignedOf(view: View, vote: VoteView): View['scrutineers'] {
  const said = new Set(vote.confirmedBy.map(({ deputyId }) => deputyId));
  return view.scrutineers.filter(({ deputyId }) => !said.has(deputyId));
}

/** The chief and more than half of the scrutineers have signed. */
function isSigned(view: View, vote: VoteView): boolean {
  const unsigned = unsignedOf(view, vote);
  const total = view.scrutineers.length;
  return total > 0 && !unsigned.some(({ chief }) => chief) && 2 * (total - unsigned.length) > total;
}

/** This role's next own step in the course, with everything that has to happen before it. */
export function ownStep(course: Course, role: StaffRole): { name: StepName; missing: Missing[] } | null {
  const { next, steps } = course;
  if (!next) return null;
  const mine = steps.find(({ state, doer }) => state !== 'done' && doer === role);
  if (!mine) return null;
  if (mine === next) return { name: mine.name, missing: [...next.missing] };
  const before: Missing[] = next.missing.length > 0 ? [...next.missing] : [{ what: 'step', step: next.name }];
  return { name: mine.name, missing: before };
}

export function mayAbort(vote: VoteView): boolean {
  return vote.stage === 'prepared' || vote.stage === 'open';
}

/** Void without the chief's report, or after the count where scrutineers will not sign: the ways out of a deadlock. */
export function mayDeclareVoid(view: View, vote: VoteView): boolean {
  if (vote.stage === 'sealed') return !vote.rehearsal;
  return vote.stage === 'counted' && !(isSigned(view, vote) && vote.objections.length === 0);
}

export function tooManyReturned(vote: VoteView): boolean {
  return (vote.sealed ?? []).some((box) => exceedsIssued(box.returned, box.deputiesIssued));
}

/** A rehearsal of this paper may be prepared now: the paper is still to be voted on and no rehearsal is under way. */
export function mayRehearse(view: View, paper: PaperLine): boolean {
  const ofPaper = view.votes.filter(({ paperId }) => paperId === paper.paperId);
  const realDone = ofPaper.some((vote) => !vote.rehearsal && vote.stage !== 'prepared');
  return !realDone && !ofPaper.some((vote) => vote.rehearsal && !stagesOver.includes(vote.stage));
}

export type NextRound = 'runoff' | 'openPlaces' | 'again';

/** Why another round follows this vote, or null. `vote` with its results. */
export function nextRoundOf(view: View, vote: VoteView): NextRound | null {
  if (vote.rehearsal || !stagesOver.includes(vote.stage) || view.stage === 'closed') return null;
  if (view.papers.some(({ follows }) => follows === vote.voteId)) return null;
  if (vote.stage !== 'published') return 'again';
  const outcome = vote.results?.[0]?.outcome;
  if (vote.kind !== 'project' || outcome?.kind !== 'project') return null;
  if (outcome.runoff) return 'runoff';
  const open = outcome.items.some(({ standing }) => standing === 'notPassed');
  return outcome.shortfall > 0 && open ? 'openPlaces' : null;
}

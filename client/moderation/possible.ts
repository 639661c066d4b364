import { personalDataIn } from '../../shared/inquiry/personal-data.ts';
import type { DeskQuestion } from '../../shared/inquiry/views.ts';
import type { ActName } from './acts.ts';
import { claimed, type Sorted } from './standings.ts';

/** Whose desk it is, and when. */
export interface Who {
  me: string;
  moderates: boolean;
  hosts: boolean;
  now: number;
}

/** Somebody else is at it: whatever is tried is refused. */
export function takenByOther(question: DeskQuestion, { me, now }: Who): boolean {
  const claim = claimed(question, now);
  return claim !== null && claim.accountId !== me;
}

/** Whether the rules, as far as the desk knows them, would let this account do this with this question now. */
export function possible(name: ActName, one: Sorted, who: Who): boolean {
  if (!who.moderates || takenByOther(one.question, who)) return false;
  // What members and the committee ask is the chair's and the operator's; claiming says only who is at it.
  if (one.question.source !== 'public' && !who.hosts && name !== 'claim' && name !== 'release') return false;
  return whether[name](one, who);
}

const undecided = ({ question: { state } }: Sorted) => state === 'submitted' || state === 'waiting';
const always = () => true;
const ofPublic = ({ question: { source } }: Sorted) => source === 'public';

const whether: Readonly<Record<ActName, (one: Sorted, who: Who) => boolean>> = {
  claim: ({ mine }) => !mine,
  release: ({ mine }) => mine,
  approve: ({ question }) => question.state === 'submitted',
  reject: (one) => undecided(one) && one.question.source !== 'prepared',
  refer: undecided,
  restore: ({ question: { state } }) => state === 'rejected' || state === 'referred',
  edit: ({ standing }) => standing !== 'withdrawn',
  mask: ({ standing, question }) => standing !== 'withdrawn' && personalDataIn(question.text).length > 0,
  label: always,
  unlabel: always,
  assign: always,
  merge: (one) => ofPublic(one) && undecided(one),
  unmerge: ({ question }) => question.state === 'merged',
  queue: ({ standing }, { hosts }) => hosts && ['shown', 'prepared', 'toSpeak'].includes(standing),
  unqueue: ({ standing }, { hosts }) => hosts && standing === 'queued',
  ban: (one) => ofPublic(one) && one.question.banned === undefined,
  liftBan: ({ question }) => question.banned !== undefined,
};

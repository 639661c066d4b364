import type { Actor } from '../sitting/commands.ts';
import type { AnyInquiryCommand } from './commands.ts';
import { askRules } from './decide-ask.ts';
import { floorRules } from './decide-floor.ts';
import { mergeRules } from './decide-merge.ts';
import { moderationRules } from './decide-moderation.ts';
import { planRules } from './decide-plan.ts';
import { queueRules } from './decide-queue.ts';
import { wordsRules } from './decide-words.ts';
import {
  type InquiryBy,
  type InquiryDecision,
  type InquiryRule,
  type InquiryRules,
  refuse,
} from './decision.ts';
import type { Inquiry } from './state.ts';

const rules: InquiryRules<AnyInquiryCommand['type']> = {
  ...planRules,
  ...queueRules,
  ...floorRules,
  ...wordsRules,
  ...askRules,
  ...moderationRules,
  ...mergeRules,
};

type Role = Actor['role'];
const host: readonly Role[] = ['chair', 'operator'];
const moderation: readonly Role[] = ['moderator', 'operator', 'chair'];

const roles: Readonly<Record<AnyInquiryCommand['type'], readonly Role[]>> = {
  PlanInquiry: host,
  ChangePlan: host,
  PrepareQuestion: host,
  DropQuestion: host,
  StartInquiry: host,
  SetSegment: host,
  QueueQuestions: host,
  UnqueueQuestion: host,
  OrderQueue: host,
  PutQuestion: host,
  BeginAnswer: host,
  FollowUp: host,
  FinishQuestion: host,
  ReturnQuestion: host,
  EndInquiry: host,
  SetStreamStart: host,
  SetBallot: host,
  WriteTurn: ['noteTaker', 'operator'],
  AnswerInWriting: ['department'],
  AskToSpeak: ['deputy'],
  WithdrawRequest: ['deputy'],
  ClaimQuestions: moderation,
  ReleaseQuestions: moderation,
  ApproveQuestions: moderation,
  RejectQuestions: moderation,
  ReferQuestions: moderation,
  RestoreQuestions: moderation,
  EditQuestion: moderation,
  LabelQuestions: moderation,
  AssignQuestions: moderation,
  MergeQuestions: moderation,
  UnmergeQuestion: moderation,
  BanAsker: moderation,
  LiftBan: moderation,
  SetIntake: moderation,
  SetBlockedWords: moderation,
  RecordQuestion: ['system'],
};

/** What is done in the hall: not any more once the inquiry has ended. All else goes on. */
const untilTheEnd: ReadonlySet<AnyInquiryCommand['type']> = new Set([
  'ChangePlan',
  'PrepareQuestion',
  'StartInquiry',
  'SetSegment',
  'QueueQuestions',
  'UnqueueQuestion',
  'OrderQueue',
  'PutQuestion',
  'BeginAnswer',
  'FollowUp',
  'FinishQuestion',
  'ReturnQuestion',
  'EndInquiry',
  'AskToSpeak',
  'SetIntake',
] as const);

/**
 * Every rule of an inquiry: what a command by this actor brings about, or why it is refused. Pure; the caller
 * supplies who and when. Fields are named from `command` on.
 */
export function decideInquiry(inquiry: Inquiry, command: AnyInquiryCommand, by: InquiryBy): InquiryDecision {
  if (!roles[command.type].includes(by.actor.role)) return refuse('not-allowed', 'command.type');
  if (command.type === 'PlanInquiry') {
    if (inquiry.version > 0) return refuse('inquiry-exists', 'inquiryId');
  } else if (inquiry.version === 0) return refuse('not-found', 'inquiryId');
  if (inquiry.stage === 'ended' && untilTheEnd.has(command.type)) return refuse('inquiry-ended');
  return (rules[command.type] as InquiryRule<typeof command.type>)(inquiry, command as never, by);
}

import type { AnyInquiryCommand } from '../../shared/inquiry/commands.ts';
import type { Part } from './inquiry-fixture.ts';
import { byDepartment, paperId, planOf, q, sittingId, turnId, viewerId, water } from './inquiry-fixture.ts';

type Type = AnyInquiryCommand['type'];
const [one, several] = [{ questionId: q(1) }, { questionIds: [q(1)] }];

/** One well-formed command of each type. */
export const samples: { readonly [T in Type]: Extract<AnyInquiryCommand, { type: T }> } = {
  PlanInquiry: { type: 'PlanInquiry', plan: planOf(), sittingId, code: '314159' },
  ChangePlan: { type: 'ChangePlan', plan: planOf({ title: '改过的题目' }) },
  PrepareQuestion: {
    type: 'PrepareQuestion',
    text: '准备的问题',
    name: '王委员',
    deputyId: null,
    departmentId: water,
  },
  DropQuestion: { type: 'DropQuestion', ...one },
  StartInquiry: { type: 'StartInquiry' },
  SetSegment: { type: 'SetSegment', segment: 'questions' },
  QueueQuestions: { type: 'QueueQuestions', ...several },
  UnqueueQuestion: { type: 'UnqueueQuestion', ...one },
  OrderQueue: { type: 'OrderQueue', ...several },
  PutQuestion: { type: 'PutQuestion', ...one },
  BeginAnswer: { type: 'BeginAnswer', respondent: byDepartment(water) },
  FollowUp: { type: 'FollowUp' },
  FinishQuestion: { type: 'FinishQuestion', outcome: 'answered' },
  ReturnQuestion: { type: 'ReturnQuestion' },
  EndInquiry: { type: 'EndInquiry' },
  SetStreamStart: { type: 'SetStreamStart', at: 5 },
  SetBallot: { type: 'SetBallot', paperId },
  WriteTurn: { type: 'WriteTurn', ...one, turnId: turnId(1), text: '原话' },
  AnswerInWriting: { type: 'AnswerInWriting', ...one, text: '书面答复' },
  AskToSpeak: { type: 'AskToSpeak', text: '' },
  WithdrawRequest: { type: 'WithdrawRequest', ...one },
  ClaimQuestions: { type: 'ClaimQuestions', ...several },
  ReleaseQuestions: { type: 'ReleaseQuestions', ...several },
  ApproveQuestions: { type: 'ApproveQuestions', ...several },
  RejectQuestions: { type: 'RejectQuestions', ...several, reason: '与议题无关' },
  ReferQuestions: { type: 'ReferQuestions', ...several, reason: '转信访局办理' },
  RestoreQuestions: { type: 'RestoreQuestions', ...several },
  EditQuestion: { type: 'EditQuestion', ...one, textVersion: 1, text: '改过的问题' },
  LabelQuestions: { type: 'LabelQuestions', ...several, label: '供水', on: true },
  AssignQuestions: { type: 'AssignQuestions', ...several, departmentId: water },
  MergeQuestions: { type: 'MergeQuestions', into: q(2), ...several },
  UnmergeQuestion: { type: 'UnmergeQuestion', ...one },
  BanAsker: { type: 'BanAsker', ...one, reason: '刷屏' },
  LiftBan: { type: 'LiftBan', ...one },
  SetIntake: { type: 'SetIntake', paused: true, slowSeconds: 30, naming: 'either' },
  SetBlockedWords: { type: 'SetBlockedWords', words: ['广告'] },
  RecordQuestion: {
    type: 'RecordQuestion',
    viewerId: viewerId(1),
    key: 'key-of-question-1',
    name: null,
    text: '问题',
    askedAt: 1_500_000,
  },
};
export const types = Object.keys(samples) as Type[];

const host: readonly Part[] = ['operator', 'chair'];
const moderation: readonly Part[] = ['operator', 'chair', 'moderator', 'otherModerator'];
const offices: readonly Part[] = ['waterOffice', 'trafficOffice', 'strangeOffice'];
const deputies: readonly Part[] = ['deputy', 'otherDeputy'];

/** Written down a second time, by hand: what stands in the rules is compared with this. */
export const mayDo: Readonly<Record<Type, readonly Part[]>> = {
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
  AnswerInWriting: offices,
  AskToSpeak: deputies,
  WithdrawRequest: deputies,
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

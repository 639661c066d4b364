import { statutoryRules } from '../../shared/ballot/rules.ts';
import { type AnyCommand, RESTORED_FROM_BACKUP } from '../../shared/sitting/commands.ts';
import type { Event } from '../../shared/sitting/events.ts';
import {
  auditDigest,
  bundlesMade,
  counted,
  deputyId,
  motion,
  type Part,
  paperId,
  prepared,
  rollOf,
  sealed,
  voteId,
} from './sitting-fixture.ts';

type CommandType = AnyCommand['type'];
type Samples = { readonly [T in CommandType]: Extract<AnyCommand, { type: T }> };

const withoutType = <E extends Event>({ type: _, ...rest }: E) => rest;
const { voteId: _, type: __, ...vote } = prepared();

/** One well-formed command of each type, about the vote and the deputies of the fixture. */
export const samples: Samples = {
  CreateSitting: { type: 'CreateSitting', title: '第三次会议', body: 'congress', totalMembership: 9 },
  ChangeRoll: {
    type: 'ChangeRoll',
    rollVersion: 2,
    added: [],
    changed: rollOf(9)
      .slice(8)
      .map((deputy) => ({ ...deputy, seat: '前排 1' })),
    restored: [],
    removed: [],
  },
  SetAgenda: { type: 'SetAgenda', items: [{ title: '表决', paperId }] },
  AdoptVotingRules: { type: 'AdoptVotingRules', rules: statutoryRules },
  ProposeScrutineers: { type: 'ProposeScrutineers', scrutineers: [deputyId(1)], chief: deputyId(1) },
  WithdrawScrutineerProposal: { type: 'WithdrawScrutineerProposal' },
  AppointScrutineers: { type: 'AppointScrutineers', scrutineers: [deputyId(1)], chief: deputyId(1) },
  SetExecutiveChair: { type: 'SetExecutiveChair', deputyId: deputyId(9) },
  OpenSitting: { type: 'OpenSitting' },
  CloseSitting: { type: 'CloseSitting' },
  CheckIn: { type: 'CheckIn', deputyId: deputyId(9) },
  CheckOut: { type: 'CheckOut', deputyId: deputyId(9) },
  CheckInByCode: { type: 'CheckInByCode', code: '0427' },
  LeaveHall: { type: 'LeaveHall' },
  SetLeave: { type: 'SetLeave', deputyId: deputyId(9), onLeave: true },
  IssueCards: { type: 'IssueCards', deputyIds: [deputyId(9)] },
  RequestCard: { type: 'RequestCard', deputyId: deputyId(1) },
  UnlockCard: { type: 'UnlockCard', deputyId: deputyId(9) },
  ApproveTakeover: { type: 'ApproveTakeover', deputyId: deputyId(9) },
  DrawUpPaper: { type: 'DrawUpPaper', paper: motion },
  WithdrawPaper: { type: 'WithdrawPaper', paperId },
  PrepareVote: { type: 'PrepareVote', paperId, rehearsal: false },
  RecordVotePrepared: { type: 'RecordVotePrepared', vote },
  OpenVote: { type: 'OpenVote', voteId },
  CloseVote: { type: 'CloseVote', voteId },
  AbortVote: { type: 'AbortVote', voteId, reason: '设备故障' },
  RequestReissue: { type: 'RequestReissue', voteId, deputyId: deputyId(5), reason: '平板丢失' },
  ApproveReissue: { type: 'ApproveReissue', voteId, deputyId: deputyId(5) },
  RecordVoteAborted: { type: 'RecordVoteAborted', voteId, reason: RESTORED_FROM_BACKUP },
  RecordBallotsSealed: { type: 'RecordBallotsSealed', sealed: withoutType(sealed()) },
  ReportReturn: { type: 'ReportReturn', voteId },
  DeclareVote: { type: 'DeclareVote', voteId, verdict: 'valid' },
  RecordBallotsCounted: { type: 'RecordBallotsCounted', counted: withoutType(counted()) },
  RecordBundlesMade: { type: 'RecordBundlesMade', bundles: withoutType(bundlesMade) },
  ConfirmResult: { type: 'ConfirmResult', voteId, digest: auditDigest },
  ObjectToResult: { type: 'ObjectToResult', voteId, reason: '票数不符' },
  PublishResult: { type: 'PublishResult', voteId },
  PrepareNextRound: { type: 'PrepareNextRound', voteId },
};

const scrutineers: readonly Part[] = ['chiefScrutineer', 'scrutineer', 'thirdScrutineer'];

/** The law of the house: nobody takes another's step. */
export const mayDo: { readonly [T in CommandType]: readonly Part[] } = {
  CreateSitting: ['administrator', 'operator'],
  ChangeRoll: ['operator'],
  SetAgenda: ['operator'],
  AdoptVotingRules: ['chair'],
  ProposeScrutineers: ['operator'],
  WithdrawScrutineerProposal: ['operator'],
  AppointScrutineers: ['chair'],
  SetExecutiveChair: ['operator'],
  OpenSitting: ['chair'],
  CloseSitting: ['chair'],
  CheckIn: ['operator'],
  CheckOut: ['operator'],
  CheckInByCode: [...scrutineers, 'deputy', 'stranger'],
  LeaveHall: [...scrutineers, 'deputy', 'stranger'],
  SetLeave: ['operator'],
  IssueCards: ['operator', 'chair'],
  RequestCard: ['operator'],
  UnlockCard: ['operator'],
  ApproveTakeover: ['operator'],
  DrawUpPaper: ['operator'],
  WithdrawPaper: ['operator'],
  PrepareVote: ['operator'],
  RecordVotePrepared: ['operator'],
  OpenVote: ['chair'],
  CloseVote: ['chair'],
  AbortVote: ['chair'],
  RequestReissue: ['operator'],
  ApproveReissue: scrutineers,
  RecordVoteAborted: ['system'],
  RecordBallotsSealed: ['system'],
  ReportReturn: ['chiefScrutineer'],
  DeclareVote: ['chair'],
  RecordBallotsCounted: ['system'],
  RecordBundlesMade: ['system'],
  ConfirmResult: scrutineers,
  ObjectToResult: scrutineers,
  PublishResult: ['chair'],
  PrepareNextRound: ['operator'],
};

import { describe, expect, test } from 'vitest';
import { type AnyCommand, Command } from '../../shared/sitting/commands.ts';
import { VoteStage } from '../../shared/sitting/state.ts';
import { mayDo, samples } from './command-samples.ts';
import {
  actors,
  appointed,
  chair,
  given,
  inSession,
  operator,
  type Part,
  planned,
  voteIs,
} from './sitting-fixture.ts';

const types = Object.keys(samples) as AnyCommand['type'][];

describe('nobody takes the step of another', () => {
  test.each(types)('[B19][B24] %s is allowed to those whose step it is, and to nobody else', (type) => {
    for (const part of Object.keys(actors) as Part[]) {
      const { decision } = given(voteIs('counted')).when(samples[type], { actor: actors[part] });
      const refusedForPart = 'refused' in decision && decision.refused.code === 'not-allowed';
      expect(refusedForPart, `${type} by ${part}`).toBe(!mayDo[type].includes(part));
    }
  });

  test('[B24] an operator alone can neither open, close, abort, declare, confirm nor publish', () => {
    const theirs = [
      'OpenVote',
      'CloseVote',
      'AbortVote',
      'DeclareVote',
      'ConfirmResult',
      'PublishResult',
    ] as const;
    for (const type of theirs) {
      given(voteIs('counted'))
        .when(samples[type], { actor: operator })
        .thenRefused('not-allowed', 'command.type');
    }
  });

  test('[B19] a former scrutineer has no part in the count', () => {
    const confirm = samples.ConfirmResult;
    given(voteIs('counted'), appointed(2))
      .when(confirm, { actor: actors.thirdScrutineer })
      .thenRefused('not-allowed');
  });

  test('[B32] what the server records by itself nobody can send', () => {
    for (const type of types.filter((type) => type.startsWith('Record'))) {
      expect(Command.safeParse(samples[type]).success, type).toBe(false);
    }
  });

  test('nothing happens to a sitting that does not exist, and none is created twice', () => {
    for (const type of types.filter((type) => type !== 'CreateSitting')) {
      const part = mayDo[type].find((part) => actors[part].role !== 'deputy');
      if (part) given().when(samples[type], { actor: actors[part] }).thenRefused('not-found');
    }
    given(planned()).when(samples.CreateSitting, { actor: operator }).thenRefused('sitting-exists');
  });
});

describe('no step before its turn', () => {
  const stages = VoteStage.options;
  const turns: [AnyCommand['type'], readonly VoteStage[]][] = [
    ['OpenVote', ['prepared']],
    ['CloseVote', ['open']],
    ['AbortVote', ['prepared', 'open']],
    ['RequestReissue', ['open']],
    ['ApproveReissue', ['open']],
    ['RecordVoteAborted', ['prepared', 'open', 'closed']],
    ['RecordBallotsSealed', ['closed']],
    ['ReportReturn', ['sealed']],
    ['DeclareVote', ['reported']],
    ['RecordBallotsCounted', ['valid']],
    ['ConfirmResult', ['counted']],
    ['ObjectToResult', ['counted']],
    ['PublishResult', ['counted']],
    ['PrepareNextRound', ['published', 'void', 'aborted']],
  ];

  test.each(turns)('[B19] %s only when the vote is %j', (type, inTurn) => {
    const actor = actors[mayDo[type][0]!];
    for (const stage of stages) {
      const { decision } = given(voteIs(stage)).when(samples[type], { actor });
      const outOfTurn = 'refused' in decision && decision.refused.code === 'wrong-stage';
      expect(outOfTurn, `${type} when ${stage}`).toBe(!inTurn.includes(stage));
    }
  });

  test.each<['valid' | 'void', boolean, readonly VoteStage[]]>([
    ['valid', false, ['reported']],
    ['valid', true, ['sealed', 'reported']],
    ['void', false, ['sealed', 'reported', 'counted']],
    ['void', true, ['sealed', 'reported', 'counted']],
  ])('[B19] it is declared %s (a rehearsal: %s) only when it is %j', (verdict, rehearsal, inTurn) => {
    const command = { ...samples.DeclareVote, verdict, reason: '理由' };
    for (const stage of stages) {
      const when = given(voteIs(stage, { rehearsal })).when(command, { actor: chair });
      if (!inTurn.includes(stage)) when.thenRefused('wrong-stage', 'command.voteId');
      else expect(when.decision, stage).toHaveProperty('accepted');
    }
  });

  test.each(turns)('[B40] %s of a vote that does not exist names the field', (type) => {
    given(inSession())
      .when(samples[type], { actor: actors[mayDo[type][0]!] })
      .thenRefused('vote-unknown', 'command.voteId');
  });

  test('[B19] once the sitting is closed, nothing more happens', () => {
    for (const type of types) {
      const by = { actor: actors[mayDo[type][0]!] };
      given(voteIs('published'), { type: 'SittingClosed' })
        .when(samples[type], by)
        .thenRefused('sitting-closed');
    }
  });

  test('[B19] a sitting is opened once, and closed only with no vote under way', () => {
    given(inSession()).when({ type: 'OpenSitting' }, { actor: chair }).thenRefused('wrong-stage');
    given(planned())
      .when({ type: 'CloseSitting' }, { actor: chair })
      .thenEvents([{ type: 'SittingClosed' }]);
    const over: readonly VoteStage[] = ['void', 'published', 'aborted'];
    for (const stage of stages) {
      const when = given(voteIs(stage)).when({ type: 'CloseSitting' }, { actor: chair });
      if (over.includes(stage)) when.thenEvents([{ type: 'SittingClosed' }]);
      else when.thenRefused('vote-under-way');
    }
  });
});

import { describe, expect, test } from 'vitest';
import { derivedId, PaperId, VoteId } from '../../shared/ids.ts';
import { decide } from '../../shared/sitting/decide.ts';
import type { Event } from '../../shared/sitting/events.ts';
import type { VoteStage } from '../../shared/sitting/state.ts';
import { samples } from './command-samples.ts';
import {
  appraisalOf,
  commandId,
  firstMoment,
  given,
  operator,
  projects,
  type Round,
  sittingAfter,
  unsigned,
  voteId,
  voteIs,
} from './sitting-fixture.ts';

const by = { actor: operator };
const nextId = PaperId.parse(derivedId(commandId, 'paper'));
const nextRound = (stage: VoteStage, round: Round = {}) =>
  given(voteIs(stage, round)).when(samples.PrepareNextRound, by);
const secondRound = (paper: Round['paper']): Event => ({
  type: 'PaperDrawnUp',
  paperId: nextId,
  paper: paper!,
  round: 2,
  follows: voteId,
});
const onto = (names: string, seats: number) => secondRound(projects(names, seats));

describe('after a tie across the cut', () => {
  test('[B12][B18] those tied stand again for the seats still open', () => {
    const ballots = ['abc', 'abc', 'abc', 'abd', 'abd', 'acd', 'bcd', 'bcd', 'abd'];
    // a 7, b 8, c 6, d 6: more than half of nine members each.
    nextRound('published', { paper: projects('abcd', 3), ballots }).thenEvents([onto('cd', 1)]);
  });

  test('[B12] three tied for two seats choose at most two', () => {
    const ballots = Array<string>(5).fill('bcd').concat(Array(6).fill('a'));
    nextRound('published', { paper: projects('abcd', 3), ballots }).thenEvents([onto('bcd', 2)]);
  });
});

describe('after a shortfall', () => {
  test('[B13][B18] those who did not pass stand again for the seats still open', () => {
    const ballots = Array<string>(5).fill('ab').concat(Array(4).fill('cd'));
    nextRound('published', { paper: projects('abcd', 3), ballots }).thenEvents([onto('cd', 1)]);
  });

  test('[B13] nobody passed: all stand again for all seats', () => {
    nextRound('published', { paper: projects('abcd', 2), ballots: ['a'] }).thenEvents([onto('abcd', 2)]);
  });
});

describe('after a vote that gave no result', () => {
  test.each(['void', 'aborted'] as const)(
    '[B18] a vote that is %s is held again on the same paper',
    (stage) => {
      for (const paper of [projects('abcd', 2, 3), appraisalOf(null, 8)]) {
        nextRound(stage, { paper }).thenEvents([secondRound(paper)]);
      }
    },
  );
});

describe('after a count that the scrutineers would not sign', () => {
  const paper = projects('abcd', 3);
  // Published, this would be a runoff of c and d: a count that is void elects nobody.
  const ballots = ['abc', 'abc', 'abc', 'abd', 'abd', 'acd', 'bcd', 'bcd', 'abd'];
  const counted = voteIs('counted', { paper, ballots });

  test('[B18][B19] there is another round only once it is declared void', () => {
    given(counted).when(samples.PrepareNextRound, by).thenRefused('wrong-stage', 'command.voteId');
    given(counted, unsigned)
      .when(samples.PrepareNextRound, by)
      .thenEvents([secondRound(paper)]);
  });

  test('[B18] the whole paper is put to the vote again', () => {
    given(counted, unsigned, secondRound(paper))
      .when({ type: 'PrepareVote', paperId: nextId, rehearsal: false }, by)
      .thenEvents([]);
  });

  test('[B22] a rehearsal has no further round', () => {
    given(voteIs('counted', { rehearsal: true }), unsigned)
      .when(samples.PrepareNextRound, by)
      .thenRefused('no-further-round');
  });
});

describe('no further round', () => {
  test('[B18] when all seats are filled', () => {
    const ballots = Array<string>(5).fill('ab');
    nextRound('published', { paper: projects('abcd', 2), ballots }).thenRefused('no-further-round');
  });

  test('[B18] of a motion that failed or an appraisal that was published', () => {
    nextRound('published').thenRefused('no-further-round', 'command.voteId');
    nextRound('published', { paper: appraisalOf(null) }).thenRefused('no-further-round');
  });

  test('[B22] of a rehearsal', () => {
    nextRound('aborted', { rehearsal: true }).thenRefused('no-further-round');
  });

  test('[B18] when there is one already', () => {
    given(voteIs('void'), secondRound(projects('ab', 1)))
      .when(samples.PrepareNextRound, by)
      .thenRefused('no-further-round');
  });
});

describe('the second round', () => {
  const ballots = Array<string>(5).fill('ab').concat(Array(4).fill('cd'));
  const round: Round = { paper: projects('abcd', 3), ballots };
  const again = onto('cd', 1);

  test('[B18] is a vote of its own, and the first is kept as it was', () => {
    const before = sittingAfter(voteIs('published', round));
    const second = VoteId.parse('vote-0002');
    const ballot = sittingAfter(voteIs('prepared', round)).votes.get(voteId)!.ballots[0]!;
    const after = sittingAfter(
      voteIs('published', round),
      again,
      { type: 'VotePrepared', voteId: second, paperId: nextId, rehearsal: false, ballots: [ballot] },
      { type: 'VoteAborted', voteId: second, reason: '设备故障' },
    );
    expect(after.votes.get(voteId)).toEqual(before.votes.get(voteId));
    expect(after.votes.get(second)).toMatchObject({ stage: 'aborted', paperId: nextId });
    expect(after.papers.get(before.votes.get(voteId)!.paperId)).toMatchObject({ round: 1, follows: null });
  });

  test('[B18] can be prepared, and a third follows it', () => {
    given(voteIs('published', round), again)
      .when({ type: 'PrepareVote', paperId: nextId, rehearsal: false }, by)
      .thenEvents([]);
    const second = VoteId.parse('vote-0002');
    const sitting = sittingAfter(
      voteIs('published', round),
      again,
      {
        type: 'VotePrepared',
        voteId: second,
        paperId: nextId,
        rehearsal: false,
        ballots: sittingAfter(voteIs('prepared', round)).votes.get(voteId)!.ballots.slice(),
      },
      { type: 'VoteAborted', voteId: second, reason: '设备故障' },
    );
    const command = { type: 'PrepareNextRound' as const, voteId: second };
    expect(decide(sitting, command, { ...by, now: firstMoment, commandId })).toMatchObject({
      accepted: [{ type: 'PaperDrawnUp', round: 3, follows: second }],
    });
  });
});

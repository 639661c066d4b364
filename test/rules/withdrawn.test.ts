import { describe, test } from 'vitest';
import type { Event } from '../../shared/sitting/events.ts';
import { samples } from './command-samples.ts';
import { appraisalOf, deputyId, given, operator, paperId, voteId, voteIs } from './sitting-fixture.ts';

const by = { actor: operator };
const withdrawn: Event = { type: 'PaperWithdrawn', paperId };
const paper = appraisalOf(deputyId(9));
const aborted: Event = { type: 'VoteAborted', voteId, reason: '试投结束' };

describe('a paper drawn up by mistake', () => {
  test('is withdrawn while nothing was put to the vote on it', () => {
    given([...voteIs('prepared', { rehearsal: true, paper }), aborted])
      .when(samples.WithdrawPaper, by)
      .thenEvents([withdrawn]);
  });

  test('stays once it is before the deputies, in a rehearsal too', () => {
    for (const rehearsal of [true, false]) {
      given(voteIs('prepared', { rehearsal, paper }))
        .when(samples.WithdrawPaper, by)
        .thenRefused('wrong-stage', 'command.paperId');
    }
    given([...voteIs('prepared', { paper }), aborted])
      .when(samples.WithdrawPaper, by)
      .thenRefused('wrong-stage', 'command.paperId');
  });

  test('is no paper any more: not for a vote, not for the agenda, not a second time', () => {
    const gone = () => given([...voteIs('prepared', { rehearsal: true, paper }), aborted, withdrawn]);
    gone().when(samples.WithdrawPaper, by).thenRefused('paper-unknown', 'command.paperId');
    gone().when(samples.PrepareVote, by).thenRefused('paper-unknown', 'command.paperId');
    gone().when(samples.SetAgenda, by).thenRefused('paper-unknown', 'command.items.0.paperId');
  });
});

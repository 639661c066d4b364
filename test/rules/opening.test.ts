import { describe, expect, test } from 'vitest';
import type { Paper } from '../../shared/ballot/paper.ts';
import { statutoryRules } from '../../shared/ballot/rules.ts';
import { derivedId, PaperId, VoteId } from '../../shared/ids.ts';
import { rollHash } from '../../shared/roll.ts';
import type { Event } from '../../shared/sitting/events.ts';
import { samples } from './command-samples.ts';
import {
  appraisalOf,
  chair,
  checkOut,
  commandId,
  deputyId,
  drawnUp,
  given,
  inSession,
  motion,
  opened,
  operator,
  paperId,
  planned,
  prepared,
  type Round,
  rollOf,
  sittingAfter,
  voteId,
  voteIs,
} from './sitting-fixture.ts';

describe('preparing', () => {
  const { PrepareVote, RecordVotePrepared } = samples;
  const by = { actor: operator };

  test('[B90] is refused on a disk that is almost full, once all else is as it must be', () => {
    const full = { ...by, diskAlmostFull: true };
    given(inSession(), drawnUp()).when(PrepareVote, full).thenRefused('disk-almost-full');
    given(inSession()).when(PrepareVote, full).thenRefused('paper-unknown', 'command.paperId');
    given(voteIs('prepared'))
      .when(samples.OpenVote, { actor: chair, diskAlmostFull: true })
      .thenRefused('disk-almost-full');
    const close = given(voteIs('open')).when(samples.CloseVote, { actor: chair, diskAlmostFull: true });
    close.thenEvents([{ type: 'VoteClosed', voteId }]);
  });

  test('[B19] needs a paper and voting rules', () => {
    given(inSession()).when(PrepareVote, by).thenRefused('paper-unknown', 'command.paperId');
    const withoutRules = planned().filter(({ type }) => type !== 'VotingRulesAdopted');
    given(withoutRules, drawnUp()).when(PrepareVote, by).thenRefused('rules-missing');
  });

  test('[B19] is answered with no events; the made keys bring them', () => {
    given(inSession(), drawnUp()).when(PrepareVote, by).thenEvents([]);
    given(inSession(), drawnUp())
      .when(RecordVotePrepared, by)
      .thenEvents([{ ...prepared(), voteId: VoteId.parse(derivedId(commandId, 'vote')) }]);
  });

  test('[B19] keys made for other rules than those adopted since are refused', () => {
    const later = {
      ...statutoryRules,
      version: 2,
      motion: { ...statutoryRules.motion, blank: 'abstain' as const },
    };
    given(inSession(), drawnUp(), [{ type: 'VotingRulesAdopted', rules: later }])
      .when(RecordVotePrepared, by)
      .thenRefused('rules-changed');
  });

  test('[B18] a paper is put to the vote once', () => {
    for (const stage of ['prepared', 'open', 'published', 'void', 'aborted'] as const) {
      for (const command of [PrepareVote, RecordVotePrepared]) {
        given(voteIs(stage)).when(command, by).thenRefused('wrong-stage', 'command.paperId');
      }
    }
  });

  test('[B22] a rehearsal uses up no paper and may be repeated when it is over', () => {
    const again = { ...PrepareVote, rehearsal: true };
    given(voteIs('open', { rehearsal: true }))
      .when(PrepareVote, by)
      .thenEvents([]);
    given(voteIs('open', { rehearsal: true }))
      .when(again, by)
      .thenRefused('wrong-stage', 'command.paperId');
    given(voteIs('published', { rehearsal: true }))
      .when(again, by)
      .thenEvents([]);
    given(voteIs('published')).when(again, by).thenEvents([]);
  });

  test('[B40] the agenda names only papers that were drawn up', () => {
    const items = [{ title: '开幕' }, { title: '表决', paperId }];
    given(inSession())
      .when({ type: 'SetAgenda', items }, by)
      .thenRefused('paper-unknown', 'command.items.1.paperId');
    given(inSession(), drawnUp())
      .when({ type: 'SetAgenda', items }, by)
      .thenEvents([{ type: 'AgendaSet', items }]);
  });

  test('[B23] a scrutineer is never a subject of the vote, nor of a rehearsal', () => {
    const recorded = (paper: Paper) => {
      const { type: _, voteId: __, ...vote } = prepared({ paper });
      return { ...RecordVotePrepared, vote };
    };
    for (const command of [() => PrepareVote, () => ({ ...PrepareVote, rehearsal: true }), recorded]) {
      const about = (...subjects: (number | null)[]) => {
        const paper = appraisalOf(...subjects);
        return given(inSession({ nonVoting: 1 }), drawnUp(paper)).when(command(paper), by);
      };
      about(null, 8, 3).thenRefused('scrutineer-is-candidate', 'command.paperId');
      about(1).thenRefused('scrutineer-is-candidate', 'command.paperId');
      for (const { decision } of [about(null, 8, 4), about(10), about(null)]) {
        expect(decision).toHaveProperty('accepted');
      }
    }
  });

  test('[B23] a subject said to sit on the roll is found there', () => {
    for (const command of [PrepareVote, { ...PrepareVote, rehearsal: true }, RecordVotePrepared]) {
      given(inSession(), drawnUp(appraisalOf(null, 8, 10)))
        .when(command, by)
        .thenRefused('deputy-unknown', 'command.paperId');
    }
    const stale: Event[] = [
      ...planned(),
      drawnUp(appraisalOf(4)),
      { type: 'RollImported', deputies: rollOf(3) },
    ];
    given(stale).when(PrepareVote, by).thenRefused('deputy-unknown', 'command.paperId');
  });

  test('a drawn up paper is a first round with an id of its own', () => {
    given(inSession())
      .when(samples.DrawUpPaper, by)
      .thenEvents([{ ...drawnUp(motion), paperId: PaperId.parse(derivedId(commandId, 'paper')) }]);
  });
});

describe('opening', () => {
  const by = { actor: chair };
  const open = (round: Round) => given(voteIs('prepared', round)).when(samples.OpenVote, by);

  test('[B4] records roll, membership, entitled and present', () => {
    open({ members: 9, present: 7, nonVoting: 2 }).thenEvents([
      { ...opened({ members: 9, present: 7 }), rollHash: rollHash(rollOf(9, 2)) },
    ]);
  });

  test('[B2] a congress of 336 needs 224 present', () => {
    open({ members: 336, present: 223 }).thenRefused('quorum-not-met');
    expect(open({ members: 336, present: 224 }).decision).toHaveProperty('accepted');
  });

  test('[B2] a standing committee needs more than half: exactly half is not enough', () => {
    open({ body: 'standingCommittee', members: 60, present: 30 }).thenRefused('quorum-not-met');
    expect(open({ body: 'standingCommittee', members: 60, present: 31 }).decision).toHaveProperty('accepted');
  });

  test('[B2] those who have left do not make the quorum', () => {
    given(voteIs('prepared', { members: 9, present: 6 }), checkOut(6))
      .when(samples.OpenVote, by)
      .thenRefused('quorum-not-met');
  });

  test('[B1] non-voting attendees do not make the quorum', () => {
    const [tenth, eleventh] = [10, 11].map((n) => ({
      type: 'DeputyCheckedIn' as const,
      deputyId: deputyId(n),
    }));
    given(voteIs('prepared', { members: 9, present: 5, nonVoting: 2 }), tenth!, eleventh!)
      .when(samples.OpenVote, by)
      .thenRefused('quorum-not-met');
  });

  test('[B19] waits for the sitting, for scrutineers and for the vote before it', () => {
    given(planned(), drawnUp(), prepared()).when(samples.OpenVote, by).thenRefused('sitting-not-open');
    open({ scrutineers: 0 }).thenRefused('scrutineers-missing');
    const second = VoteId.parse('vote-0002');
    given(voteIs('open'), prepared({ rehearsal: true }, second))
      .when({ type: 'OpenVote', voteId: second }, by)
      .thenRefused('vote-under-way');
    const { decision } = given(voteIs('closed'), prepared({ rehearsal: true }, second)).when(
      { type: 'OpenVote', voteId: second },
      by,
    );
    expect(decision).toHaveProperty('accepted');
  });

  test('[B22] a rehearsal waits for neither quorum nor scrutineers', () => {
    expect(open({ rehearsal: true, present: 1, scrutineers: 0 }).decision).toHaveProperty('accepted');
  });

  test('[B4] the opening record is not touched by later coming and going', () => {
    const sitting = sittingAfter(voteIs('open'), checkOut(9), checkOut(8));
    expect(sitting.votes.get(voteId)!.opening?.presentCount).toBe(9);
  });
});

import { useEffect, useState } from 'react';
import type { PaperId, SittingId, VoteId } from '../../shared/ids.ts';
import type { VoteStage } from '../../shared/sitting/state.ts';
import type { View, VoteView } from '../../shared/views.ts';

/** Which vote the hall is looking at, and what was seen last, to know what changed. */
export interface Followed {
  voteId: VoteId | null;
  seen: ReadonlyMap<VoteId, VoteStage>;
  onAgenda: ReadonlySet<PaperId>;
}

/**
 * Follows a sitting: the vote whose stage changed last, until another one's changes or the agenda has moved on from it.
 * Returns what it was given where nothing changed.
 */
export function follow(before: Followed | null, view: View): Followed {
  const seen = new Map(view.votes.map(({ voteId, stage }) => [voteId, stage]));
  const onAgenda = new Set(view.agenda.flatMap(({ paperId }) => (paperId ? [paperId] : [])));
  if (!before) return { voteId: firstSight(view.votes), seen, onAgenda };
  const changed = view.votes.filter(({ voteId, stage }) => before.seen.get(voteId) !== stage);
  const movedOn = isTakenOff(before, onAgenda, view);
  const agendaChanged =
    onAgenda.size !== before.onAgenda.size || [...onAgenda].some((id) => !before.onAgenda.has(id));
  if (changed.length === 0 && !movedOn && !agendaChanged) return before;
  const focus = view.votes.find(({ voteId }) => voteId === before.voteId);
  const next = changed.filter((vote) => takesFocus(vote, focus)).at(-1);
  const open = view.votes.find(({ stage }) => stage === 'open');
  return { voteId: open?.voteId ?? next?.voteId ?? (movedOn ? null : before.voteId), seen, onAgenda };
}

/** Without a memory: what is open, what has closed last and is not over, what was prepared last. */
function firstSight(votes: readonly VoteView[]): VoteId | null {
  const open = votes.find(({ stage }) => stage === 'open');
  const underCeremony = votes.filter(inCeremony).sort((a, b) => (a.closedAt ?? 0) - (b.closedAt ?? 0));
  return (open ?? underCeremony.at(-1) ?? votes.at(-1))?.voteId ?? null;
}

/** Between its opening and its result. */
export function inCeremony({ stage }: VoteView): boolean {
  return ['open', 'closed', 'sealed', 'reported', 'valid', 'counted'].includes(stage);
}

/** What is prepared or withdrawn behind a vote under way is not the hall's yet. */
function takesFocus(vote: VoteView, focus: VoteView | undefined): boolean {
  if (vote.voteId === focus?.voteId || vote.openedAt !== null) return true;
  return vote.stage === 'prepared' && !(focus && inCeremony(focus));
}

function isTakenOff(before: Followed, onAgenda: ReadonlySet<PaperId>, view: View): boolean {
  const focus = view.votes.find(({ voteId }) => voteId === before.voteId);
  return (
    focus !== undefined &&
    !inCeremony(focus) &&
    before.onAgenda.has(focus.paperId) &&
    !onAgenda.has(focus.paperId)
  );
}

/** Whether there are more than were announced at the opening: others have come in since. */
export function cameSince(vote: VoteView): boolean {
  return presentFor(vote) > (vote.presentCount ?? 0);
}

/** What was looked at last: the desk's small screen comes and goes, and shows what the hall shows all the same. */
const lastFollowed = new Map<SittingId, Followed>();

/** Who may return a ballot: those who were announced, and who came in since, also where others left meanwhile. */
export function presentFor({ presentCount, attendedCount }: VoteView): number {
  return attendedCount ?? presentCount ?? 0;
}

/** The vote to show, or null where the roll and the agenda are. */
export function useFollowed(view: View): VoteView | null {
  const { sittingId } = view;
  const [followed, setFollowed] = useState(() => follow(lastFollowed.get(sittingId) ?? null, view));
  const next = follow(followed, view);
  if (next !== followed) setFollowed(next);
  useEffect(() => {
    lastFollowed.set(sittingId, next);
  }, [sittingId, next]);
  return view.votes.find(({ voteId }) => voteId === next.voteId) ?? null;
}

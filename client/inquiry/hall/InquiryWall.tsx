import { type ReactNode, useSyncExternalStore } from 'react';
import type { InquiryId } from '../../../shared/ids.ts';
import type { HallView } from '../../../shared/inquiry/views.ts';
import type { VoteView } from '../../../shared/views.ts';
import { useConnection } from '../../sitting.tsx';
import type { InquiryLine } from '../line.ts';
import { useFollowing } from '../useInquiry.ts';
import { hallOf } from './hall-of.ts';
import { InquiryScene } from './InquiryScene.tsx';

interface Props {
  inquiryId: InquiryId;
  /** What the hall looked at last, where it is no vote that takes the wall anyhow. */
  vote: VoteView | null;
  /** What is shown while there is nothing to show of the inquiry. */
  otherwise: ReactNode;
}

/** The inquiry on the wall. A vote that was held meanwhile stays with what was announced of it until the inquiry goes on. */
export function InquiryWall({ inquiryId, vote, otherwise }: Props) {
  const line = useFollowing(useConnection(), inquiryId);
  return line ? <Wall line={line} vote={vote} otherwise={otherwise} /> : otherwise;
}

function Wall({ line, vote, otherwise }: Omit<Props, 'inquiryId'> & { line: InquiryLine }) {
  const view = hallOf(useSyncExternalStore(line.subscribe, line.state));
  if (!view || (vote && isLookedAt(view, vote))) return otherwise;
  return <InquiryScene view={view} />;
}

/** Then the chair has moved on from any vote. */
const elsewhere: readonly HallView['segment'][] = ['opening', 'report', 'statement', 'closing'];

/** Whether the hall still looks at this vote: until the inquiry goes on with a question or with something else. */
function isLookedAt(view: HallView, { stage, openedAt }: VoteView): boolean {
  if (elsewhere.includes(view.segment)) return false;
  if (stage === 'prepared') return view.segment === 'ballot';
  const turns = Object.values(view.questions).flatMap((question) => question.turns ?? []);
  const movedOn = Math.max(view.startedAt ?? 0, ...turns.map(({ startedAt }) => startedAt));
  return (openedAt ?? 0) > movedOn;
}

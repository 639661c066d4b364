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

/** The inquiry on the wall; what is prepared or announced of its ballot is shown in the segment that is for it. */
export function InquiryWall({ inquiryId, vote, otherwise }: Props) {
  const line = useFollowing(useConnection(), inquiryId);
  return line ? <Wall line={line} vote={vote} otherwise={otherwise} /> : otherwise;
}

function Wall({ line, vote, otherwise }: Omit<Props, 'inquiryId'> & { line: InquiryLine }) {
  const view = hallOf(useSyncExternalStore(line.subscribe, line.state));
  if (!view || (vote && isBallotOf(view, vote))) return otherwise;
  return <InquiryScene view={view} />;
}

function isBallotOf({ segment, startedAt = 0 }: HallView, { stage, openedAt }: VoteView): boolean {
  return segment === 'ballot' && (stage === 'prepared' || (openedAt ?? 0) > startedAt);
}

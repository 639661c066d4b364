import { type ReactNode, useState } from 'react';
import type { Sheet } from '../../shared/ballot/paper.ts';
import type { Chosen } from '../ballot-paper/BallotPaper.tsx';
import { Page, type PageProps } from './Page.tsx';
import { PaperPage } from './PaperPage.tsx';
import { ReviewPage } from './ReviewPage.tsx';

interface Props {
  sheet: Sheet;
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
  onCast: () => void;
  frame?: (props: PageProps) => ReactNode;
}

/** The paper, then its review, and back as often as wanted. */
export function Marking({ sheet, chosen, onChange, onCast, frame = Page }: Props) {
  const [reviewing, setReviewing] = useState(false);
  const common = { sheet, chosen, frame };
  return reviewing ? (
    <ReviewPage key="review" {...common} onBack={() => setReviewing(false)} onCast={onCast} />
  ) : (
    <PaperPage key="paper" {...common} onChange={onChange} onReview={() => setReviewing(true)} />
  );
}

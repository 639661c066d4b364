import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sheet } from '../../shared/ballot/paper.ts';
import { BallotPaper, type Chosen } from '../ballot-paper/BallotPaper.tsx';
import { approvalsIn, limitOf } from '../ballot-paper/marks.ts';
import { Button } from '../design/Button.tsx';
import { Notice } from '../design/Notice.tsx';
import type { PageProps } from './Page.tsx';
import styles from './tablet.module.css';

interface Props {
  sheet: Sheet;
  chosen: Chosen;
  frame: (props: PageProps) => ReactNode;
  onChange: (chosen: Chosen) => void;
  onReview: () => void;
}

/** The paper, and what has been marked so far, always in sight. */
export function PaperPage({ sheet, chosen, onChange, onReview, frame: Frame }: Props) {
  const { t } = useTranslation(['tablet', 'ballot']);
  // Counted, so that each tap too many is said anew.
  const [overmarks, setOvermarks] = useState(0);
  // The foot has grown by what it explains: it must not cover the row that was tapped.
  useEffect(() => {
    if (overmarks > 0) document.activeElement?.scrollIntoView({ block: 'nearest' });
  }, [overmarks]);
  const { paper, round, rehearsal } = sheet;
  const limit = limitOf(sheet);
  const change = (next: Chosen) => {
    setOvermarks(0);
    onChange(next);
  };
  return (
    <Frame
      title={paper.title}
      rehearsal={rehearsal}
      foot={
        <>
          {overmarks > 0 && (
            <Notice key={overmarks} tone="warning" live title={t('over.title', { limit })}>
              {t('over.help')}
            </Notice>
          )}
          <div className={styles['footRow']}>
            <Count sheet={sheet} chosen={chosen} />
            <Button look="primary" onClick={onReview}>
              {t('toReview')}
            </Button>
          </div>
        </>
      }
    >
      <p className={styles['lead']}>
        <span>{t('ballot:secret')}</span>
        {round > 1 && <span>{t('ballot:round', { round })}</span>}
        <strong>{t(`ask.${formOf(sheet)}`, { limit, items: paper.items.length })}</strong>
      </p>
      <BallotPaper
        sheet={sheet}
        chosen={chosen}
        onChange={change}
        onOvermark={() => setOvermarks((before) => before + 1)}
      />
    </Frame>
  );
}

function formOf({ rules }: Sheet) {
  return rules.kind === 'project' ? rules.form : rules.kind;
}

function Count({ sheet, chosen }: { sheet: Sheet; chosen: Chosen }) {
  const { t } = useTranslation('tablet');
  const { kind, items } = sheet.paper;
  const limit = limitOf(sheet);
  const done = items.filter(({ itemId }) => chosen[itemId]).length;
  const approvals = approvalsIn(chosen);
  const words = () => {
    if (kind === 'motion') return t(done > 0 ? 'count.done' : 'count.none');
    if (limit === null) return t('count.marked', { done, of: items.length });
    return t('count.chosen', { chosen: approvals, limit, left: limit - approvals });
  };
  const said = useSettled(words());
  return (
    <p className={styles['count']}>
      {words()}
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </p>
  );
}

/** Follows a text once it rests, so that quick taps are read out once; nothing at first. */
function useSettled(text: string): string {
  const [said, setSaid] = useState('');
  const first = useRef(text);
  useEffect(() => {
    if (text === first.current) return;
    first.current = '';
    const timer = setTimeout(() => setSaid(text), 800);
    return () => clearTimeout(timer);
  }, [text]);
  return said;
}

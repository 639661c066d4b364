import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { VoteView } from '../../shared/views.ts';
import { Button } from '../design/Button.tsx';
import { Notice, RefusalWords } from '../design/Notice.tsx';
import { useFormat } from '../i18n/format.ts';
import { useReason } from '../i18n/reason.ts';
import { lazyRetry } from '../lazy.ts';
import { useSitting } from '../sitting.tsx';
import type { BoxState } from './box-state.ts';
import { Page } from './Page.tsx';
import styles from './tablet.module.css';

const AfterVote = lazyRetry(async () => (await import('./AfterVote.tsx')).AfterVote);

type State =
  | 'loading'
  | 'sending'
  | 'unconfirmed'
  | 'received'
  | 'partial'
  | 'refused'
  | 'none'
  | 'void'
  | 'aborted';
const signs: Record<State, string> = {
  loading: '…',
  sending: '…',
  unconfirmed: '!',
  received: '✓',
  partial: '!',
  refused: '×',
  none: '–',
  void: '×',
  aborted: '×',
};

/** A vote that came to nothing says so, whatever became of the ballot. */
export function stateOf({ stage }: VoteView, box: BoxState | null): State {
  if (stage === 'void' || stage === 'aborted') return stage;
  switch (box?.phase) {
    case 'sending':
    case 'unconfirmed':
    case 'received':
    case 'none':
      return box.phase;
    case 'refused':
      return box.receipts.length > 0 ? 'partial' : 'refused';
    default:
      return 'loading';
  }
}

interface Props {
  vote: VoteView;
  /** Null for who has no vote. */
  box: BoxState | null;
  onLeave: () => void;
}

/** Where the ballot is, said as it is, and after the publication the result. */
export function StatePage({ vote, box, onLeave }: Props) {
  const { t } = useTranslation(['tablet', 'ballot', 'common']);
  const reasonWords = useReason();
  const { self } = useSitting();
  const state = stateOf(vote, box);
  const cancelled = state === 'void' || state === 'aborted';
  const mayLeave = vote.stage !== 'open' || box?.phase === 'received' || box?.phase === 'refused';
  return (
    <Page
      // A state is announced; only another page takes the focus.
      title={vote.title}
      rehearsal={vote.rehearsal}
      foot={
        mayLeave && (
          <div className={styles['footRow']}>
            {self?.scrutineer && (
              <Link href="/scrutineer" className={styles['link']}>
                {t('toScrutineer')}
              </Link>
            )}
            <Button onClick={onLeave}>{t('toRoom')}</Button>
          </div>
        )
      }
    >
      {(box || cancelled) && (
        <section className={styles['state']} data-state={state} data-small={vote.stage === 'published'}>
          <span className={styles['stateSign']} aria-hidden="true">
            {signs[state]}
          </span>
          <h2>{t(`state.${state}.title`)}</h2>
          {box?.refusal && (state === 'refused' || state === 'partial') && (
            <p>
              <RefusalWords code={box.refusal.code} />
            </p>
          )}
          <p>{t(`state.${state}.help`)}</p>
          {cancelled && vote.reason && <p>{t('reason', { reason: reasonWords(vote.reason) })}</p>}
          {box && box.receipts.length > 0 && !cancelled && (
            <Receipts box={box} published={vote.stage === 'published'} />
          )}
        </section>
      )}
      {vote.stage === 'published' ? (
        <Suspense fallback={<p>{t('common:loading')}</p>}>
          <AfterVote vote={vote} receipts={box?.receipts ?? []} />
        </Suspense>
      ) : (
        !cancelled &&
        mayLeave && (
          <Notice tone="information" title={t(`ballot:stage.${vote.stage}`)}>
            {t('ballot:result.pending')}
          </Notice>
        )
      )}
    </Page>
  );
}

function Receipts({ box, published }: { box: BoxState; published: boolean }) {
  const { t } = useTranslation(['tablet', 'ballot']);
  const format = useFormat();
  const { receipts, ballots } = box;
  return (
    <div className={styles['receipts']} data-many={ballots > 1}>
      <h3>{t('ballot:receipt')}</h3>
      {receipts.length < ballots && <p>{t('state.partly', { received: receipts.length, ballots })}</p>}
      <ol>
        {receipts.map((receipt, at) => (
          <li key={receipt}>
            {ballots > 1 && <span className={styles['itemNumber']}>{format.number(at + 1)}</span>}
            <code className={styles['receipt']}>{receipt}</code>
          </li>
        ))}
      </ol>
      {!published && <p className={styles['aside']}>{t('receiptNote')}</p>}
    </div>
  );
}

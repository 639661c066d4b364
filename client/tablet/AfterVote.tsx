import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Receipt } from '../../shared/ballot/credential.ts';
import type { Refusal } from '../../shared/sitting/refusals.ts';
import type { VoteView } from '../../shared/views.ts';
import { Button } from '../design/Button.tsx';
import { Digest } from '../design/Digest.tsx';
import { Notice, RefusalNotice } from '../design/Notice.tsx';
import { useFormat } from '../i18n/format.ts';
import { ResultPanel } from '../result/ResultPanel.tsx';
import { usePublishedReport } from '../result/usePublishedReport.ts';
import { useConnection } from '../sitting.tsx';
import { type Checked, checkReceipts, type ReceiptFinding } from './receipt-check.ts';
import styles from './tablet.module.css';

/** After the publication: the result, and whether the own ballots are among those counted. */
export function AfterVote({ vote, receipts }: { vote: VoteView; receipts: readonly Receipt[] }) {
  const answer = usePublishedReport(vote);
  return (
    <>
      {receipts.length > 0 && <ReceiptCheck vote={vote} receipts={receipts} />}
      {answer && 'refused' in answer && <RefusalNotice refusal={answer.refused} />}
      {answer && 'ok' in answer && <ResultPanel report={answer.ok.report} />}
    </>
  );
}

function ReceiptCheck({ vote, receipts }: { vote: VoteView; receipts: readonly Receipt[] }) {
  const { t } = useTranslation('tablet');
  const { sittingId } = useConnection();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<{ ok: Checked } | { refused: Refusal } | null>(null);
  const stop = useRef(new AbortController());
  useEffect(() => {
    const leaving = new AbortController();
    stop.current = leaving;
    return () => leaving.abort();
  }, []);
  const check = async () => {
    setBusy(true);
    try {
      setOutcome(await checkReceipts(sittingId, vote, receipts, stop.current.signal));
    } catch {
      // The page was left.
    }
    setBusy(false);
  };
  return (
    <section className={styles['check']}>
      <h2>{t('check.title')}</h2>
      <p>{t('check.what')}</p>
      <Button onClick={() => void check()} disabled={busy}>
        {t(busy ? 'check.busy' : 'check.button')}
      </Button>
      {outcome && 'refused' in outcome && <RefusalNotice refusal={outcome.refused} />}
      {outcome && 'ok' in outcome && <Outcome checked={outcome.ok} />}
    </section>
  );
}

function Outcome({ checked }: { checked: Checked }) {
  const { t } = useTranslation('tablet');
  const { sound, checks, digest, receipts } = checked;
  const missing = receipts.filter(({ position }) => position === null);
  if (!sound) {
    return (
      <Notice tone="error" live title={t('check.unsound')}>
        {t('check.unsoundHelp')}
      </Notice>
    );
  }
  return (
    <Notice
      tone={missing.length > 0 ? 'error' : 'done'}
      live
      title={t(missing.length > 0 ? 'check.missing' : 'check.found')}
    >
      <ul>
        {receipts.map((finding) => (
          <Finding key={finding.receipt} {...finding} />
        ))}
      </ul>
      {missing.length > 0 && <p>{t('check.missingHelp')}</p>}
      <p>{t('check.sound', { checks })}</p>
      <p className={styles['aside']}>
        {t('check.digest')} <Digest value={digest} length={16} />
      </p>
    </Notice>
  );
}

function Finding({ receipt, position, of }: ReceiptFinding) {
  const { t } = useTranslation('tablet');
  const format = useFormat();
  return (
    <li>
      <code>{receipt}</code>{' '}
      {position === null
        ? t('check.notThere')
        : t('check.place', { position: format.number(position), of: format.number(of) })}
    </li>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TallyReport } from '../../shared/tally-report.ts';
import type { VoteView } from '../../shared/views.ts';
import { Button } from '../design/Button.tsx';
import { Dialog } from '../design/Dialog.tsx';
import { Digest } from '../design/Digest.tsx';
import { fileName } from '../files/file-name.ts';
import { saveFile } from '../files/save-file.ts';
import { useSession } from '../session.tsx';
import { useSitting } from '../sitting.tsx';
import styles from './scrutineer.module.css';
import type { Audit } from './useAudit.ts';

/** The bundle as it came, its digest, and the ballots for those who study them: for scrutineers alone. */
export function AuditFiles(props: { vote: VoteView; audit: Audit; report: TallyReport | null }) {
  const { vote, audit, report } = props;
  const { t } = useTranslation(['scrutineer', 'common']);
  const { timeZone } = useSession();
  const { view } = useSitting();
  const [asking, setAsking] = useState<'audit' | 'pabulib' | null>(null);
  const text = 'text' in audit ? audit.text : null;
  const contents = audit.phase === 'ended' ? audit.contents : null;
  const ballots = contents?.ballots;
  const nameOf = (word: string, ending: string) => fileName([view?.title ?? '', vote.title, word], ending);

  const save = async (what: 'audit' | 'pabulib') => {
    setAsking(null);
    if (what === 'audit') {
      if (text !== null) saveFile(nameOf(t('files.auditName'), 'json'), text, 'application/json');
    } else if (report && contents && ballots) {
      const { reportPabulib } = await import('../report/pabulib.ts');
      const file = reportPabulib(report, contents.sheets[0]!.sheet, { timeZone, ballots });
      if (file !== null) saveFile(nameOf(t('files.pabulibName'), 'pb'), file, 'text/plain;charset=utf-8');
    }
  };
  return (
    <section className={styles['part']}>
      <h3>{t('files.title')}</h3>
      {vote.digests && <CopiedDigest value={vote.digests.auditDigest} />}
      <p className={styles['files']}>
        <Button look="quiet" disabled={text === null} onClick={() => setAsking('audit')}>
          {t('files.audit')}
        </Button>
        {vote.kind === 'project' && (
          <Button look="quiet" disabled={!ballots || !report} onClick={() => setAsking('pabulib')}>
            {t('files.pabulib')}
          </Button>
        )}
      </p>
      {asking && (
        <Dialog
          title={t('files.warningTitle')}
          onClose={() => setAsking(null)}
          buttons={
            <>
              <Button onClick={() => setAsking(null)}>{t('common:action.cancel')}</Button>
              <Button look="primary" onClick={() => void save(asking)}>
                {t('files.saveAnyway')}
              </Button>
            </>
          }
        >
          <p>{t('files.warning')}</p>
        </Dialog>
      )}
    </section>
  );
}

function CopiedDigest({ value }: { value: string }) {
  const { t } = useTranslation('scrutineer');
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // Not there on a plain connection, or not allowed.
      setCopied(false);
    }
  };
  return (
    <div className={styles['part']}>
      <p className={styles['small']}>{t('files.digest')}</p>
      <p>
        <Digest value={value} />
      </p>
      <p className={styles['files']}>
        <Button look="quiet" onClick={() => void copy()}>
          {t('files.copy')}
        </Button>
        <span role="status">{copied === null ? '' : t(copied ? 'files.copied' : 'files.copyFailed')}</span>
      </p>
    </div>
  );
}

import { useTranslation } from 'react-i18next';
import { checkIds } from '../../shared/verifier/check-names.ts';
import type { Check } from '../../shared/verifier/verify.ts';
import { Button } from '../design/Button.tsx';
import { Notice, RefusalNotice } from '../design/Notice.tsx';
import { CheckList } from './CheckList.tsx';
import styles from './scrutineer.module.css';
import type { Audit } from './useAudit.ts';

/** This device's own verification: each numbered check as it ends. */
export function Verification({ audit, again }: { audit: Audit; again: () => void }) {
  const { t } = useTranslation('scrutineer');
  const canRun = audit.phase === 'idle' || audit.phase === 'ended' || audit.phase === 'broken';
  const checks = 'checks' in audit ? audit.checks : [];
  return (
    <section className={styles['part']}>
      <h3>{t('audit.title')}</h3>
      <p className={styles['small']}>{t('audit.help')}</p>
      {!isSecureContext && (
        <Notice tone="error" live>
          {t('audit.insecure')}
        </Notice>
      )}
      <State audit={audit} />
      {audit.phase === 'checking' && <CheckList checks={checks} ended={false} />}
      {audit.phase === 'ended' && <Ended checks={checks} passed={audit.passed} />}
      {canRun && (
        <p>
          <Button look="quiet" onClick={again}>
            {t(audit.phase === 'idle' ? 'audit.start' : 'audit.again')}
          </Button>
        </p>
      )}
    </section>
  );
}

function State({ audit }: { audit: Audit }) {
  const { t } = useTranslation('scrutineer');
  const all = checkIds.length;
  switch (audit.phase) {
    case 'idle':
      return null;
    case 'fetching':
      return (
        <Notice tone={audit.trouble ? 'warning' : 'information'} live>
          {t(audit.trouble ? 'audit.trouble' : 'audit.fetching')}
        </Notice>
      );
    case 'refused':
      return <RefusalNotice refusal={audit.refusal} />;
    case 'broken':
      return (
        <Notice tone="error" live>
          {t('audit.broken')}
        </Notice>
      );
    case 'checking': {
      const done = audit.checks.length;
      return (
        <label className={styles['progress']}>
          {t('audit.progress', { done, all })}
          <progress max={all} value={done} />
        </label>
      );
    }
    case 'ended': {
      const count = audit.checks.filter(({ passed }) => !passed).length;
      return audit.passed ? (
        <Notice tone="done" live title={t('audit.passed', { all: audit.checks.length })} />
      ) : (
        <Notice tone="error" live title={t('audit.failed', { count })}>
          {t('audit.failedHelp')}
        </Notice>
      );
    }
    default:
      return audit satisfies never;
  }
}

/** What passed is folded away; what failed stands open. */
function Ended({ checks, passed }: { checks: readonly Check[]; passed: boolean }) {
  const { t } = useTranslation('scrutineer');
  if (!passed) return <CheckList checks={checks} ended />;
  return (
    <details className={styles['fold']}>
      <summary>{t('audit.showAll')}</summary>
      <CheckList checks={checks} ended />
    </details>
  );
}

import { useTranslation } from 'react-i18next';
import { type CheckId, checkIds } from '../../shared/verifier/check-names.ts';
import type { Check } from '../../shared/verifier/verify.ts';
import styles from './scrutineer.module.css';

/** Every check of an audit bundle under its number: passed, failed with what was found, or not there yet. */
export function CheckList({ checks, ended }: { checks: readonly Check[]; ended: boolean }) {
  return (
    <ol className={styles['checks']}>
      {checkIds.map((id, at) => (
        <CheckLine
          key={id}
          id={id}
          number={at + 1}
          check={checks.find((one) => one.id === id)}
          ended={ended}
        />
      ))}
    </ol>
  );
}

const signs = { ok: '✓', wrong: '×', waiting: '·', skipped: '–' };

function CheckLine(props: { id: CheckId; number: number; check: Check | undefined; ended: boolean }) {
  const { id, number, check, ended } = props;
  const { t } = useTranslation('scrutineer');
  const state = check ? (check.passed ? 'ok' : 'wrong') : ended ? 'skipped' : 'waiting';
  return (
    <li className={styles['check']} data-state={state}>
      <span className={styles['number']}>{number}</span>
      <span className={styles['mark']} aria-hidden="true">
        {signs[state]}
      </span>
      <span className={styles['said']}>
        {t(`check.${id}`)}
        {check?.detail && (
          <small>
            {t('audit.detail')}: <span lang="en">{check.detail}</span>
          </small>
        )}
      </span>
      <span className={styles['state']}>
        {t(`audit.${state}`)}
        {check && <small>{t('audit.records', { count: check.records })}</small>}
      </span>
    </li>
  );
}

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect, useLocation } from 'wouter';
import { SittingId } from '../../shared/ids.ts';
import { api } from '../api.ts';
import { useReloaded } from '../reloaded.ts';
import styles from './acts.module.css';
import { HouseLog } from './HouseLog.tsx';
import { Choice } from './LogTable.tsx';
import { SittingLog } from './SittingLog.tsx';
import { StaffFrame, useMayOpen } from './StaffFrame.tsx';

/** `/acts`: what the staff did outside of sittings; `/acts/:sittingId`: what was done inside of one. */
export function ActsPage({ sittingId }: { sittingId: string | undefined }) {
  const { t } = useTranslation(['acts', 'log']);
  const [, navigate] = useLocation();
  const { value } = useReloaded(() => api('GET /api/sittings'));
  const titles = useMemo(
    () => new Map(value?.sittings.map(({ sittingId, title }) => [sittingId as string, title])),
    [value],
  );
  if (!useMayOpen('acts')) return <Redirect to="/" replace />;
  const known = SittingId.safeParse(sittingId);
  if (sittingId !== undefined && !known.success) return <Redirect to="/acts" replace />;
  const at = sittingId ?? '';
  // Of an archived one nothing is left to choose. Newest first: the list of the server grows at its end.
  const there = value?.sittings.filter((one) => !one.archived || one.sittingId === at).reverse() ?? [];
  // While the list is on its way the log that is shown has its name already.
  const options = there.map((one) => [one.sittingId as string, one.title] as const);
  if (at !== '' && !titles.has(at)) options.unshift([at, t('log:thisSitting')]);
  return (
    <StaffFrame at="acts">
      <div className={styles['which']}>
        <Choice
          label={t('which')}
          value={at}
          options={[['', t('house')], ...options]}
          onChange={(chosen) => navigate(chosen === '' ? '/acts' : `/acts/${chosen}`)}
        />
      </div>
      {known.success ? (
        <SittingLog key={known.data} sittingId={known.data} title={titles.get(known.data) ?? ''} />
      ) : (
        <HouseLog sittings={titles} />
      )}
    </StaffFrame>
  );
}

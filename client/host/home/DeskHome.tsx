import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { StaffFrame } from '../../accounts/StaffFrame.tsx';
import { api } from '../../api.ts';
import { Notice, RefusalNotice } from '../../design/Notice.tsx';
import { useReloaded } from '../../reloaded.ts';
import desk from '../desk.module.css';
import { useStaffRole } from '../desk.ts';
import { HallScreens } from './HallScreens.tsx';
import styles from './home.module.css';
import { NewSitting } from './NewSitting.tsx';
import { Retention } from './Retention.tsx';

/** Before a sitting is chosen: which there are, a new one, and links for the hall screens. */
export function DeskHome() {
  const role = useStaffRole();
  return (
    <StaffFrame at="sittings">
      <div className={styles['main']}>
        <SittingList />
        {(role === 'administrator' || role === 'operator') && (
          <div className={styles['side']}>
            <NewSitting />
            <HallScreens />
          </div>
        )}
      </div>
    </StaffFrame>
  );
}

function SittingList() {
  const { t } = useTranslation(['host', 'ballot', 'common']);
  const role = useStaffRole();
  const { value, refusal, trouble, again } = useReloaded(() => api('GET /api/sittings'));
  // Newest first: the list of the server grows at its end.
  const sittings = value && [...value.sittings].reverse();
  const makes = role === 'administrator' || role === 'operator';
  return (
    <section className={desk['card']} aria-labelledby="sittings">
      <div className={desk['cardHead']}>
        <h2 id="sittings">{t('home.title')}</h2>
      </div>
      {refusal && <RefusalNotice refusal={refusal} />}
      {trouble && (
        <Notice tone="warning" live>
          {t('common:line.noServer')}
        </Notice>
      )}
      {!sittings && !refusal && !trouble && <p className={desk['quiet']}>{t('common:loading')}</p>}
      {sittings?.length === 0 && (
        <Notice tone="information" title={t('home.empty')}>
          {makes ? t('home.emptyHelp') : t('home.emptyHelpChair')}
        </Notice>
      )}
      {sittings && sittings.length > 0 && (
        <ul className={styles['sittings']}>
          {sittings.map(({ sittingId, title, stage, archived, keptUntil }) => (
            <li key={sittingId}>
              <Link href={archived ? `/archive/${sittingId}` : `/desk/${sittingId}`}>
                <span className={styles['sittingTitle']}>{title}</span>
                <span className={desk['tag']} data-tone={stage === 'open' ? 'open' : 'plain'}>
                  {archived ? t('archive.tag') : t(`ballot:sittingStage.${stage}`)}
                </span>
              </Link>
              {keptUntil !== null && (
                <Retention sittingId={sittingId} title={title} keptUntil={keptUntil} onForgotten={again} />
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

import { useTranslation } from 'react-i18next';
import { STAFF_HERE } from '../accounts/entering.tsx';
import { SetUp } from '../accounts/SetUp.tsx';
import { StaffSignIn } from '../accounts/StaffSignIn.tsx';
import { Plain } from '../design/Plain.tsx';
import { keptCard } from './device.ts';
import styles from './entrance.module.css';

/** For whoever is not signed in: what a deputy does, the staff's own way in, and the very first people's. */
export function WaysIn() {
  const { t } = useTranslation();
  const forStaff = localStorage.getItem(STAFF_HERE) !== null || !['/', '/tablet'].includes(location.pathname);
  return (
    <Plain title={t('entrance.title')}>
      <div className={styles['card']}>
        <CardPicture />
        <p>{t('entrance.help')}</p>
        {keptCard() && <a href="/in">{t('entrance.byPin')}</a>}
      </div>
      <div className={styles['ways']}>
        <details open={forStaff}>
          <summary>{t('entrance.staffTitle')}</summary>
          <StaffSignIn />
        </details>
        <details>
          <summary>{t('entrance.setupTitle')}</summary>
          <SetUp />
        </details>
      </div>
    </Plain>
  );
}

/** A card with its code, as deputies hold it in their hands. */
function CardPicture() {
  return (
    <svg className={styles['picture']} viewBox="0 0 64 44" aria-hidden="true">
      <rect x="1" y="1" width="62" height="42" rx="5" />
      <path d="M9 12h18M9 20h14M9 28h10" />
      <path d="M36 10h8v8h-8zM48 10h8v8h-8zM36 24h8v8h-8zM49 24h3M55 26v3M49 31h7" />
    </svg>
  );
}

import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Redirect } from 'wouter';
import type { SittingId } from '../../shared/ids.ts';
import { LineNotice } from '../design/LineNotice.tsx';
import { TopBar } from '../design/TopBar.tsx';
import { useSession } from '../session.tsx';
import { useSitting } from '../sitting.tsx';
import { CeremonyPart } from './ceremony/CeremonyPart.tsx';
import { DiskNotice } from './DiskNotice.tsx';
import styles from './desk.module.css';
import { useStaffRole } from './desk.ts';

const PapersPart = lazy(async () => ({ default: (await import('./papers/PapersPart.tsx')).PapersPart }));
const InquiryPart = lazy(async () => ({ default: (await import('./inquiry/InquiryPart.tsx')).InquiryPart }));
const RulesPart = lazy(async () => ({ default: (await import('./rules/RulesPart.tsx')).RulesPart }));
const RollPart = lazy(async () => ({ default: (await import('./roll/RollPart.tsx')).RollPart }));
const DevicesPart = lazy(async () => ({ default: (await import('./devices/DevicesPart.tsx')).DevicesPart }));
const ResultsPart = lazy(async () => ({ default: (await import('./results/ResultsPart.tsx')).ResultsPart }));

const parts = {
  ceremony: CeremonyPart,
  inquiry: InquiryPart,
  papers: PapersPart,
  rules: RulesPart,
  roll: RollPart,
  devices: DevicesPart,
  results: ResultsPart,
} as const;
type PartName = keyof typeof parts;
const partNames = Object.keys(parts) as PartName[];

/** One sitting: whose desk it is, whether the line is alive, and its parts. */
export function SittingDesk({ sittingId, part }: { sittingId: SittingId; part: string | undefined }) {
  const { t } = useTranslation(['host', 'common']);
  const { view } = useSitting();
  const name = partNames.find((known) => known === (part ?? 'ceremony'));
  const partTitle = name ? t(`part.${name}`) : '';
  useEffect(() => {
    document.title = [partTitle, view?.title, t('common:product')].filter(Boolean).join(' · ');
  }, [partTitle, view?.title, t]);
  if (!name) return <Redirect to={`/desk/${sittingId}`} replace />;
  const Part = parts[name];
  return (
    <div className={styles['desk']}>
      <TopBar title={<h1 className={styles['sittingTitle']}>{view?.title ?? t('title')}</h1>}>
        {view && <SittingStage stage={view.stage} />}
        <WhoIsHere />
      </TopBar>
      <PartLinks sittingId={sittingId} at={name} />
      <main className={styles['main']}>
        <LineNotice />
        <DiskNotice />
        {view ? (
          <Suspense fallback={<p className={styles['quiet']}>{t('common:loading')}</p>}>
            <Part />
          </Suspense>
        ) : (
          <p className={styles['quiet']}>{t('common:loading')}</p>
        )}
      </main>
    </div>
  );
}

function PartLinks({ sittingId, at }: { sittingId: SittingId; at: PartName }) {
  const { t } = useTranslation('host');
  return (
    <nav className={styles['parts']} aria-label={t('part.label')}>
      <ul>
        {partNames.map((name) => (
          <li key={name}>
            <Link
              href={name === 'ceremony' ? `/desk/${sittingId}` : `/desk/${sittingId}/${name}`}
              aria-current={name === at ? 'page' : undefined}
            >
              {t(`part.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
      <div className={styles['elsewhere']}>
        <Link href={`/acts/${sittingId}`}>{t('log')}</Link>
        <Link href="/desk">{t('allSittings')}</Link>
      </div>
    </nav>
  );
}

function SittingStage({ stage }: { stage: 'planned' | 'open' | 'closed' }) {
  const { t } = useTranslation(['ballot']);
  return (
    <span className={styles['tag']} data-tone={stage === 'open' ? 'open' : 'plain'}>
      {t(`sittingStage.${stage}`)}
    </span>
  );
}

function WhoIsHere() {
  const { t } = useTranslation();
  const { principal } = useSession();
  const role = useStaffRole();
  const label = principal.role === 'deputy' ? '' : principal.label;
  return (
    <Link href="/account" className={styles['who']}>
      <strong>{t(`role.${role}`)}</strong>
      <span>{label}</span>
    </Link>
  );
}

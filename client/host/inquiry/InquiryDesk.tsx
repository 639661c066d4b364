import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'wouter';
import { Button } from '../../design/Button.tsx';
import design from '../../design/design.module.css';
import { useInquiry } from '../../inquiry/useInquiry.ts';
import desk from '../desk.module.css';
import { useStaffRole } from '../desk.ts';
import styles from './inquiry.module.css';
import { LiveSection } from './LiveSection.tsx';
import { PlanSection } from './PlanSection.tsx';
import { PreparedSection } from './PreparedSection.tsx';
import { PublicSection } from './PublicSection.tsx';
import { useRuns } from './runs.ts';

const sections = { live: LiveSection, prepared: PreparedSection, plan: PlanSection, public: PublicSection };
type SectionName = keyof typeof sections;
const names = Object.keys(sections) as SectionName[];

/** One inquiry: how it stands, and its sections. */
export function InquiryDesk({ onPlanAnother }: { onPlanAnother: () => void }) {
  const { t } = useTranslation(['inquiry-desk', 'inquiry']);
  const view = useInquiry('desk');
  const runs = useRuns();
  const role = useStaffRole();
  const [params, setParams] = useSearchParams();
  const at = names.find((name) => name === params.get('section')) ?? 'live';
  const Section = sections[at];
  const go = (section: SectionName) =>
    setParams((now) => {
      const next = new URLSearchParams(now);
      next.set('section', section);
      return next;
    });
  return (
    <div className={styles['desk']}>
      <div className={styles['head']}>
        <div className={styles['title']}>
          <h2>{view.title}</h2>
          <span className={desk['tag']} data-tone={view.stage === 'live' ? 'open' : 'plain'}>
            {t(`inquiry:stage.${view.stage}`)}
          </span>
        </div>
        <div className={styles['tools']}>
          <fieldset
            className={`${design['segmented']} ${styles['sections']}`}
            aria-label={t('part.sections')}
          >
            {names.map((name) => (
              <button key={name} type="button" aria-pressed={name === at} onClick={() => go(name)}>
                {t(`part.${name}`)}
              </button>
            ))}
          </fieldset>
          <Link href={`/moderation/${view.inquiryId}`} className={styles['link']}>
            {t('figures.moderation')}
          </Link>
          {role === 'operator' && (
            <Link href={`/notes/${view.inquiryId}`} className={styles['link']}>
              {t('notes.title')}
            </Link>
          )}
          {runs && view.stage !== 'live' && (
            <Button look="quiet" onClick={onPlanAnother}>
              {t('part.another')}
            </Button>
          )}
        </div>
      </div>
      {!runs && <p className={desk['quiet']}>{t('part.readOnly')}</p>}
      <Section />
    </div>
  );
}

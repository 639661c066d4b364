import { useTranslation } from 'react-i18next';
import { Link, Redirect } from 'wouter';
import type { z } from 'zod';
import type { InquiryLine } from '../../shared/inquiry/protocol.ts';
import type { Principal } from '../../shared/protocol.ts';
import { StaffFrame, useMayOpen } from '../accounts/StaffFrame.tsx';
import { Notice, RefusalNotice } from '../design/Notice.tsx';
import desk from '../host/desk.module.css';
import home from '../host/home/home.module.css';
import { useFormat } from '../i18n/format.ts';
import { useReloaded } from '../reloaded.ts';
import { useSession } from '../session.tsx';
import styles from './inquiry.module.css';
import { inquiryApi } from './inquiry-api.ts';

type Line = z.output<typeof InquiryLine>;

/** `/inquiries`: where moderators, departments and note-takers begin. */
export function InquiryList() {
  const { t } = useTranslation(['inquiry', 'common']);
  const { role } = useSession().principal;
  const { value, refusal, trouble } = useReloaded(() => inquiryApi('GET /api/inquiries'));
  if (!useMayOpen('inquiries')) return <Redirect to="/" replace />;
  return (
    <StaffFrame at="inquiries">
      <div className={home['main']}>
        <section className={desk['card']} aria-labelledby="inquiries">
          <div className={desk['cardHead']}>
            <h2 id="inquiries">{t('list.title')}</h2>
          </div>
          {refusal && <RefusalNotice refusal={refusal} />}
          {trouble && (
            <Notice tone="warning" live>
              {t('common:line.noServer')}
            </Notice>
          )}
          {!value && !refusal && !trouble && <p className={desk['quiet']}>{t('common:loading')}</p>}
          {value?.inquiries.length === 0 && (
            <Notice tone="information" title={t('list.empty')}>
              {t('list.emptyHelp')}
            </Notice>
          )}
          {value && value.inquiries.length > 0 && (
            <ul className={home['sittings']}>
              {inOrder(value.inquiries).map((line) => (
                <li key={line.inquiryId}>
                  <InquiryLink line={line} to={placeOf(role, line)} />
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    </StaffFrame>
  );
}

export function InquiryLink({ line, to, at = false }: { line: Line; to: string; at?: boolean }) {
  const { t } = useTranslation('inquiry');
  const format = useFormat();
  return (
    <Link href={to} aria-current={at ? 'page' : undefined}>
      <span className={home['sittingTitle']}>
        {line.title}
        {line.startsAt !== null && (
          <span className={styles['starts']}>{t('list.starts', { at: format.dateTime(line.startsAt) })}</span>
        )}
      </span>
      <span className={desk['tag']} data-tone={line.stage === 'live' ? 'open' : 'plain'}>
        {t(`stage.${line.stage}`)}
      </span>
    </Link>
  );
}

const stages = ['live', 'planned', 'ended'] as const;

/** What is under way first, then what is to come, the latest first. */
export function inOrder(inquiries: readonly Line[]): Line[] {
  return [...inquiries].reverse().sort((a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage));
}

function placeOf(role: Principal['role'], { inquiryId, sittingId }: Line): string {
  switch (role) {
    case 'moderator':
      return `/moderation/${inquiryId}`;
    case 'department':
      return `/department/${inquiryId}`;
    case 'noteTaker':
      return `/notes/${inquiryId}`;
    default:
      return `/desk/${sittingId}/inquiry?inquiry=${inquiryId}`;
  }
}

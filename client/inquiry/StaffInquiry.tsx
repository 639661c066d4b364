import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Redirect } from 'wouter';
import { InquiryId } from '../../shared/ids.ts';
import type { InquiryAudience } from '../../shared/inquiry/views.ts';
import type { Principal } from '../../shared/protocol.ts';
import { deskRoles } from '../../shared/roles.ts';
import { LineNotice } from '../design/LineNotice.tsx';
import { RefusalNotice } from '../design/Notice.tsx';
import { Plain } from '../design/Plain.tsx';
import { TopBar } from '../design/TopBar.tsx';
import desk from '../host/desk.module.css';
import { useReloaded } from '../reloaded.ts';
import { useSession } from '../session.tsx';
import { SittingLine, useConnection } from '../sitting.tsx';
import { Inquiry } from './Inquiry.tsx';
import { inquiryApi } from './inquiry-api.ts';

interface Props {
  inquiryId: string | undefined;
  audience: InquiryAudience;
  /** Whose page it is; others are sent home. */
  roles: readonly Principal['role'][];
  /** Of the page: what one does here. */
  title: string;
  /** Of a page that has several: all of them, in their order. */
  parts?: readonly { href: string; label: string; at: boolean }[];
  children: ReactNode;
}

/** A page of the staff about one inquiry, without a desk of its sitting: finds it, follows it, and frames the page. */
export function StaffInquiry({ inquiryId, roles, ...page }: Props) {
  const { t } = useTranslation(['inquiry', 'common']);
  const { role } = useSession().principal;
  const { value, refusal } = useReloaded(() => inquiryApi('GET /api/inquiries'));
  const line = value?.inquiries.find((one) => one.inquiryId === inquiryId);
  if (!roles.includes(role)) return <Redirect to="/" replace />;
  if (refusal) {
    return (
      <Plain>
        <RefusalNotice refusal={refusal} />
      </Plain>
    );
  }
  if (!value) return <Plain>{t('common:loading')}</Plain>;
  if (!line || !InquiryId.safeParse(inquiryId).success) {
    return (
      <Plain title={t('list.notFound')}>
        <a href="/inquiries">{t('list.all')}</a>
      </Plain>
    );
  }
  return (
    <SittingLine key={line.inquiryId} sittingId={line.sittingId}>
      <Framed {...page} inquiryId={line.inquiryId} of={line.title} />
    </SittingLine>
  );
}

function Framed(props: Omit<Props, 'inquiryId' | 'roles'> & { inquiryId: InquiryId; of: string }) {
  const { inquiryId, audience, title, parts, of, children } = props;
  const { t } = useTranslation(['inquiry', 'common']);
  const { principal } = useSession();
  const { sittingId } = useConnection();
  const hosts = principal.role !== 'deputy' && deskRoles.includes(principal.role);
  useEffect(() => {
    document.title = [title, of, t('common:product')].join(' · ');
  }, [title, of, t]);
  return (
    <div className={desk['desk']}>
      <TopBar title={<h1 className={desk['sittingTitle']}>{of}</h1>}>
        <Link href="/account" className={desk['who']}>
          <strong>{t(`common:role.${principal.role}`)}</strong>
          <span>{principal.role === 'deputy' ? '' : principal.label}</span>
        </Link>
      </TopBar>
      <nav className={desk['parts']} aria-label={t('title')}>
        <ul>
          {parts?.map(({ href, label, at }) => (
            <li key={href}>
              <Link href={href} aria-current={at ? 'page' : undefined}>
                {label}
              </Link>
            </li>
          )) ?? (
            <li>
              <span className={desk['here']}>{title}</span>
            </li>
          )}
        </ul>
        <div className={desk['elsewhere']}>
          {hosts ? (
            <Link href={`/desk/${sittingId}/inquiry`}>{t('list.toDesk')}</Link>
          ) : (
            <Link href="/inquiries">{t('list.all')}</Link>
          )}
        </div>
      </nav>
      <main className={desk['main']}>
        <LineNotice />
        <Inquiry inquiryId={inquiryId} audience={audience}>
          {children}
        </Inquiry>
      </main>
    </div>
  );
}

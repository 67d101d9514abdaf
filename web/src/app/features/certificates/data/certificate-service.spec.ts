import { TestBed } from '@angular/core/testing';
import { ADA, network, provideTestHttp, settle } from '../../../../testing/http';
import { Problem } from '../../../core/http/problem';
import { CertificateService } from './certificate-service';

const NUMBER = 'LEC-7K3QD-9WXTM-2HPVJ';

function service(): CertificateService {
  TestBed.configureTestingModule({ providers: provideTestHttp() });
  return TestBed.inject(CertificateService);
}

describe('CertificateService', () => {
  it('asks for one’s own certificates only', async () => {
    localStorage.setItem('lectern.token', 'token');
    const certificates = service();
    TestBed.runInInjectionContext(() => certificates.own());
    await settle();
    network().expectOne('/api/auth/user/').flush(ADA);
    await settle();
    network().expectOne(`/api/certificates/?student=${ADA.id}`);
  });

  it('asks for a number exactly as it was typed', async () => {
    const certificates = service();
    TestBed.runInInjectionContext(() => certificates.certificate(() => 'lec 7k3qd/?x'));
    await settle();
    network().expectOne('/api/certificates/lec%207k3qd%2F%3Fx/');
  });

  it('saves the PDF under its number', async () => {
    const certificates = service();
    const saved: string[] = [];
    URL.createObjectURL = () => 'blob:pdf';
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      saved.push(`${this.href} ${this.download}`);
    });
    const done = certificates.download(NUMBER);
    network()
      .expectOne(`/api/certificates/${NUMBER}/pdf/`)
      .flush(new Blob(['%PDF-']));
    await done;
    expect(saved).toEqual([`blob:pdf ${NUMBER}.pdf`]);
  });

  it('says why a PDF is refused', async () => {
    const failed = service()
      .download(NUMBER)
      .catch((error: unknown) => Problem.from(error).status);
    network()
      .expectOne(`/api/certificates/${NUMBER}/pdf/`)
      .flush(new Blob(['{}']), { status: 410, statusText: 'Gone' });
    expect(await failed).toBe(410);
  });
});

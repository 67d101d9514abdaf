import { DOCUMENT } from '@angular/common';
import { Injectable, inject } from '@angular/core';
import { Meta } from '@angular/platform-browser';
import { LANGUAGES } from '../i18n/language';

/** What search engines read of a page: what it is about, its one address, and its languages. */
@Injectable({ providedIn: 'root' })
export class PageMeta {
  private readonly meta = inject(Meta);
  private readonly document = inject(DOCUMENT);

  write(path: string, title: string, description: string): void {
    this.meta.updateTag({ name: 'description', content: description });
    this.meta.updateTag({ property: 'og:title', content: title });
    this.meta.updateTag({ property: 'og:description', content: description });
    const address = new URL(path, this.document.location.origin).href;
    this.link('canonical', '', address);
    this.link('alternate', 'x-default', address);
    for (const code of Object.keys(LANGUAGES)) {
      this.link('alternate', code, `${address}?lang=${code}`);
    }
  }

  /** Moves the link of this kind and language, which is made when it is first needed. */
  private link(rel: string, language: string, address: string): void {
    const { head } = this.document;
    const selector = `link[rel="${rel}"]${language && `[hreflang="${language}"]`}`;
    let link = head.querySelector<HTMLLinkElement>(selector);
    if (!link) {
      link = this.document.createElement('link');
      link.rel = rel;
      if (language) link.hreflang = language;
      head.append(link);
    }
    link.href = address;
  }
}

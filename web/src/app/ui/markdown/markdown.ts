import {
  ChangeDetectionStrategy,
  Component,
  ViewEncapsulation,
  computed,
  inject,
  input,
} from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
import { Router } from '@angular/router';

/**
 * Text that the server rendered from Markdown and sanitised. Angular's own sanitiser would drop its
 * formulas and highlighting, so this is the one place that trusts HTML: give it nothing else.
 */
@Component({
  selector: 'lec-markdown',
  changeDetection: ChangeDetectionStrategy.OnPush,
  encapsulation: ViewEncapsulation.None,
  template: '<div class="prose" [innerHTML]="trusted()"></div>',
  styleUrls: ['./markdown.scss', './code.scss'],
  host: { '(click)': 'follow($event)' },
})
export class Markdown {
  private readonly sanitizer = inject(DomSanitizer);
  private readonly router = inject(Router);
  readonly html = input.required<string>();
  protected readonly trusted = computed(() => this.sanitizer.bypassSecurityTrustHtml(this.html()));

  /** Links inside the site stay inside the application; `<base>` would send "#part" to the home page. */
  protected follow(event: MouseEvent): void {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = (event.target as Element).closest('a');
    const href = link?.getAttribute('href') ?? '';
    if (href.startsWith('#')) {
      event.preventDefault();
      document.getElementById(decodeURIComponent(href.slice(1)))?.scrollIntoView();
    } else if (/^\/(?!\/|api\/|media\/)/.test(href)) {
      event.preventDefault();
      void this.router.navigateByUrl(href);
    }
  }
}

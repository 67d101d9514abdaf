import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { ICONS, IconName } from './icons.generated';

/** `<svg lecIcon="bell" [size]="20" />`: decorative, so name the button and not the icon. */
@Component({
  // eslint-disable-next-line @angular-eslint/component-selector -- the svg element itself is the host
  selector: 'svg[lecIcon]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '<svg:path [attr.d]="path()" />',
  styles: ':host { flex: none; display: block; }',
  host: {
    '[attr.width]': 'size()',
    '[attr.height]': 'size()',
    viewBox: '0 0 24 24',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '2',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
  },
})
export class Icon {
  readonly lecIcon = input.required<IconName>();
  readonly size = input(20);
  protected readonly path = computed(() => ICONS[this.lecIcon()]);
}

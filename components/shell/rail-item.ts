import { classNames } from '@/components/ui/class-names'

/** Links and buttons of the rail look alike. */
export const railItem = classNames(
  'flex flex-col items-center gap-[3px] rounded-lg pt-2 pb-1.5 text-2xs leading-[14px] text-faint transition-colors',
  'hover:text-text aria-[current=page]:text-text sm:aria-[current=page]:bg-raised',
  'w-14 max-sm:min-h-[58px] max-sm:flex-1 max-sm:min-w-0 max-sm:justify-center max-sm:text-[11px] max-sm:whitespace-nowrap max-[359px]:text-[10px] [&_svg]:size-[18px] [&_svg]:stroke-[1.6]',
)

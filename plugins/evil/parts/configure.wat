;; Keeps the points and the first setting, and refuses nothing.
(global $points (mut i64) (i64.const 1))
(global $setting (mut i64) (i64.const 0))
(func (export "configure") (param $scored i32) (param $most i64) (param i32 i32 i32)
  (param $settings i32) (param i32 i32 i32) (result i32)
  (if (local.get $scored) (then (global.set $points (local.get $most))))
  (global.set $setting (i64.load offset=8 (local.get $settings)))
  (i32.store8 (i32.const 64) (i32.const 0))
  (i32.const 64))

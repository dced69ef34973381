/* As much of Arduino and ArduinoBLE as the sketch calls. What it would send goes to stdout: name, then bytes in hex. */
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>

enum { LED_BUILTIN, OUTPUT, LOW, HIGH };
enum { BLERead = 0x02, BLEWrite = 0x08, BLENotify = 0x10 };
enum { BLEDisconnected = 1, BLEWritten = 3 };

inline uint32_t now_us = 0;
inline uint32_t micros() { return now_us; }
inline void pinMode(int, int) {}
inline void digitalWrite(int, int) {}
inline void delay(int) {}

struct BLEDevice {};

class BLECharacteristic {
 public:
  using Handler = void (*)(BLEDevice, BLECharacteristic);
  BLECharacteristic(const char *uuid, uint8_t, int size) : uuid_(uuid), size_(size) {}
  int writeValue(const uint8_t value[], int length) {
    if (length > size_) length = size_;
    keep(value, length);
    printf("%s ", uuid_);
    for (int i = 0; i < length; i++) printf("%02x", value[i]);
    printf("\n");
    return 1;
  }
  const uint8_t *value() const { return value_; }
  int valueLength() const { return length_; }
  void setEventHandler(int, Handler handler) { handler_ = handler; }
  void central_writes(const uint8_t value[], int length) {
    keep(value, length);
    handler_(BLEDevice(), *this);
  }

 private:
  void keep(const uint8_t value[], int length) {
    memcpy(value_, value, length);
    length_ = length;
  }
  const char *uuid_;
  int size_;
  uint8_t value_[512] = {};
  int length_ = 0;
  Handler handler_ = nullptr;
};

struct BLEService {
  explicit BLEService(const char *) {}
  void addCharacteristic(BLECharacteristic &) {}
};

struct BLELocalDevice {
  using Handler = void (*)(BLEDevice);
  Handler on_disconnect = nullptr;
  int begin() { return 1; }
  void poll() {}
  void addService(BLEService &) {}
  void setEventHandler(int, Handler handler) { on_disconnect = handler; }
  void setLocalName(const char *name) { printf("name %s\n", name); }
  void setAdvertisedService(const BLEService &) {}
  void setConnectionInterval(uint16_t, uint16_t) {}
  int advertise() { return 1; }
};

inline BLELocalDevice BLE;

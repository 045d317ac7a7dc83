#include "ui/body/bodyselection.h"

#include "moc_bodyselection.cpp"
